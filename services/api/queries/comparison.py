"""Units side by side, for the bureau: ranked, spread over the points, by what they gained."""

from typing import Any

import msgspec
from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import DIVISION, MIN_POSITION
from services.api.problems import BadParameter
from services.api.queries.trend import FROM, TO, span
from services.api.queries.units import visible_division
from services.api.queries.wanted import BY, Wanted
from services.api.reads import asked, from_view, ready, today, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.rubric import available_rubrics, load_rubric
from shared.views import queries
from shared.views.rows import ComparisonRow
from shared.views.sheets import comparison_csv, comparison_xlsx

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

GROUP = Query("agency_group", "Only units of this agency group, e.g. provincial-immigration.", {"type": "string"})
SIMULATED = Query(
    "simulated", "`no` leaves out units that are made up.", {"type": "string", "enum": ["yes", "no"], "default": "yes"}
)
INDICATORS = Query(
    "indicators", "`yes`: each unit with the points of every indicator.", {"type": "string", "enum": ["yes", "no"]}
)
FORMAT = Query("format", "json (the default), csv or xlsx.", {"type": "string", "enum": ["json", "csv", "xlsx"]})
RUBRIC = Query("rubric", "The criteria; those of the year unless given.", {"type": "string"})


@route(
    "GET",
    "/rounds/<year:year>/comparison",
    Permission.COMPARISON_READ,
    summary="The units ranked by projected score; units with too little data are listed unranked, with the reason",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, BY, INDICATORS, FORMAT, MIN_POSITION),
    media_types=("application/json", "text/csv", XLSX),
)
def comparison(year: int) -> Response:
    form = chosen(FORMAT) or "json"
    wanted = Wanted(
        year=year,
        selection=selected(),
        by=request.args.get("by") or "expected",
        indicators=form != "json" or chosen(INDICATORS) == "yes",
        today=today(),
    )
    wait_for_position()
    if form != "json":
        position, found = context().log.run(lambda driver: (queries.position(driver, "scores"), wanted.read(driver)))
        return _table(year, form, position, found)
    position, kept = context().log.run(wanted.kept)
    return ready(kept.body, kept.etag, position=position)


@route(
    "GET",
    "/rounds/<year:year>/spread",
    Permission.COMPARISON_READ,
    summary="How units are spread over the points of every part: mean, quartiles, ends; items with the weakest first",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, RUBRIC, MIN_POSITION),
)
def spread(year: int) -> Response:
    selection, rubric = selected(), _rubric(year)

    def read(connection: Connection) -> Any:
        rows = queries.spread(connection, year, rubric, selection=selection) if rubric else ()
        return {"fiscal_year": year, "division": selection.division, "rubric": rubric, "parts": rows}

    return from_view("scores", read)


@route(
    "GET",
    "/rounds/<year:year>/improvement",
    Permission.COMPARISON_READ,
    summary="The units by what their expected score gained between the ends of two days, by daily snapshots",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, FROM, TO, MIN_POSITION),
)
def improvement(year: int) -> Response:
    selection, (since, until) = selected(), span(year)

    def read(connection: Connection) -> Any:
        rows = queries.improvement(connection, year, since=since, until=until, selection=selection)
        return {
            "fiscal_year": year,
            "division": selection.division,
            "from": since,
            "to": until,
            "units": rows,
            "simulated": any(row.simulated for row in rows),
        }

    return from_view("snapshots", read)


@route(
    "GET",
    "/rounds/<year:year>/items",
    Permission.COMPARISON_READ,
    summary="Every unit's verdict and state of every item",
    tag="comparison",
    query=(DIVISION, MIN_POSITION),
)
def items(year: int) -> Response:
    division = visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        rows = queries.item_matrix(connection, year, division=division)
        return {"fiscal_year": year, "division": division, "units": rows, "simulated": any(r.simulated for r in rows)}

    return from_view("items", read)


def selected() -> queries.Selection:
    """The units asked about, as far as the account sees them. Raises OtherDivision, BadParameter."""
    return queries.Selection(
        division=visible_division(asked(DIVISION)),
        agency_group=request.args.get("agency_group") or None,
        simulated=chosen(SIMULATED) != "no",
    )


def chosen(query: Query) -> str | None:
    """One of the words that the parameter takes. Raises BadParameter."""
    given, words = request.args.get(query.name) or None, query.schema["enum"]
    if given is not None and given not in words:
        raise BadParameter(parameter=query.name, expected=", ".join(words), given=given)
    return given


def _table(year: int, form: str, position: int, found: queries.Compared) -> Response:
    rows = msgspec.json.decode(found.units, type=tuple[ComparisonRow, ...])
    content = comparison_csv(rows) if form == "csv" else comparison_xlsx(rows, title=f"ITA {year}")
    response = Response(content, content_type=CSV if form == "csv" else XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"comparison-{year}.{form}")
    response.headers["X-Log-Position"] = str(position)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _rubric(year: int) -> str | None:
    """The criteria asked for, else those of the year; None where there are none. Raises BadParameter."""
    known = [rubric for rubric in available_rubrics() if load_rubric(rubric).fiscal_year == year]
    given = request.args.get("rubric") or None
    if given is not None and given not in known:
        raise BadParameter(parameter="rubric", expected=", ".join(known) or "–", given=given)
    return given or next(iter(known), None)
