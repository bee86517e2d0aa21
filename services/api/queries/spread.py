"""How units are spread over the points of every part, and which improved most."""

from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from services.api.parameters import DIVISION, MIN_POSITION
from services.api.problems import BadParameter
from services.api.queries.files import FORMAT, MEDIA_TYPES, view_file
from services.api.queries.selecting import GROUP, SIMULATED, chosen, selected
from services.api.queries.trend import FROM, TO, span
from services.api.reads import from_view
from services.api.routing import Query, route
from shared.access import Permission
from shared.rubric import available_rubrics, load_rubric
from shared.views import queries
from shared.views.rows import ImprovementRow, SpreadRow
from shared.views.sheets import improvement_sheet, spread_sheet

RUBRIC = Query("rubric", "The criteria; those of the year unless given.", {"type": "string"})


@route(
    "GET",
    "/rounds/<year:year>/spread",
    Permission.COMPARISON_READ,
    summary="How units are spread over the points of every part: mean, quartiles, ends; items with the weakest first",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, RUBRIC, FORMAT, MIN_POSITION),
    media_types=MEDIA_TYPES,
)
def spread(year: int) -> Response:
    selection, rubric, form = selected(), rubric_of(year), chosen(FORMAT) or "json"

    def read(connection: Connection) -> tuple[SpreadRow, ...]:
        return queries.spread(connection, year, rubric, selection=selection) if rubric else ()

    if form != "json" and rubric:
        return view_file("scores", lambda connection: spread_sheet(read(connection), load_rubric(rubric)), year, form)

    def body(connection: Connection) -> Any:
        made_up = queries.simulated_units(connection, year, selection=selection)
        return {
            "fiscal_year": year,
            "division": selection.division,
            "rubric": rubric,
            "parts": read(connection),
            "simulated": bool(made_up),
        }

    return from_view("scores", body)


@route(
    "GET",
    "/rounds/<year:year>/improvement",
    Permission.COMPARISON_READ,
    summary="The units by what their expected score gained between the ends of two days, by daily snapshots",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, FROM, TO, FORMAT, MIN_POSITION),
    media_types=MEDIA_TYPES,
)
def improvement(year: int) -> Response:
    selection, (since, until), form = selected(), span(year), chosen(FORMAT) or "json"

    def read(connection: Connection) -> tuple[ImprovementRow, ...]:
        return queries.improvement(connection, year, since=since, until=until, selection=selection)

    if form != "json":
        return view_file("snapshots", lambda connection: improvement_sheet(read(connection)), year, form)

    def body(connection: Connection) -> Any:
        rows = read(connection)
        return {
            "fiscal_year": year,
            "division": selection.division,
            "from": since,
            "to": until,
            "units": rows,
            "simulated": any(row.simulated for row in rows),
        }

    return from_view("snapshots", body)


def rubric_of(year: int) -> str | None:
    """The criteria asked for, else those of the year; None where there are none. Raises BadParameter."""
    known = [rubric for rubric in available_rubrics() if load_rubric(rubric).fiscal_year == year]
    given = request.args.get("rubric") or None
    if given is not None and given not in known:
        raise BadParameter(parameter="rubric", expected=", ".join(known) or "–", given=given)
    return given or next(iter(known), None)
