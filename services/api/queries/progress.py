"""How the surveys of a round come along: JSON, Excel, CSV."""

from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import UnknownRound
from services.api.queries.files import CSV, FORMAT, XLSX
from services.api.queries.selecting import chosen
from services.api.reads import day, from_view, today, wait_for_position
from services.api.routing import ROUND, Query, route
from shared.access import Permission
from shared.rubric import load_rubric
from shared.views import queries
from shared.views.progress import Survey, progress_csv, progress_xlsx

AS_OF = Query("as_of", "As it stood at the end of this day (YYYY-MM-DD, Bangkok); default: today.", {"type": "string"})
INSTRUMENT = Query(
    "instrument",
    "The survey, for Excel and CSV.",
    {"type": "string", "enum": ["IIT", "EIT1", "EIT2"], "default": "EIT1"},
)


@route(
    "GET",
    f"{ROUND}/progress",
    Permission.UNIT_READ,
    summary="Answers by line of work, occupation and day, and the pace that the minimum asks for",
    tag="rounds",
    query=(AS_OF, INSTRUMENT, FORMAT, MIN_POSITION),
    media_types=("application/json", "text/csv", XLSX),
)
def progress(unit: str, year: int) -> Response:
    as_of, form = day("as_of") or today(), chosen(FORMAT) or "json"

    def read(connection: Connection) -> tuple[Survey, ...]:
        row = queries.round_document(connection, unit, year)
        if row is None:
            raise UnknownRound(unit=unit, fiscal_year=year)
        holidays = context().settings.holidays
        return queries.survey_list(connection, row, load_rubric(row.rubric), today=as_of, holidays=holidays)

    if form != "json":
        return _table(unit, year, form, read)

    def body(connection: Connection) -> dict[str, Any]:
        surveys = read(connection)
        simulated = any(survey.simulated for survey in surveys)
        return {
            "unit": unit,
            "fiscal_year": year,
            "as_of": as_of,
            "surveys": surveys,
            "simulated": simulated,
            "holidays": sorted(context().settings.holidays),
        }

    return from_view("progress", body, unit=unit)


def _table(unit: str, year: int, form: str, read: Any) -> Response:
    wanted = chosen(INSTRUMENT) or "EIT1"
    wait_for_position(unit)
    with context().reading() as connection:
        position = queries.position(connection, "progress", unit=unit)
        survey = next(survey for survey in read(connection) if survey.instrument == wanted)
    content = progress_csv(survey) if form == "csv" else progress_xlsx(survey)
    response = Response(content, content_type=CSV if form == "csv" else XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"progress-{unit}-{year}-{wanted}.{form}")
    response.headers["X-Log-Position"] = str(position)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
