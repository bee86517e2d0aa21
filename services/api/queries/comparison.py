"""Units side by side, for the bureau."""

from flask import Response

from services.api.context import context
from services.api.queries.parameters import DIVISION, MIN_POSITION
from services.api.queries.units import visible_division
from services.api.reads import answer, number, today, wait_for_position
from services.api.routing import route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    "/rounds/<int:year>/comparison",
    Permission.COMPARISON_READ,
    summary="The units ranked by projected score; units with too little data are listed unranked",
    tag="comparison",
    query=(DIVISION, MIN_POSITION),
)
def comparison(year: int) -> Response:
    division = visible_division(number("division"))
    wait_for_position()
    with context().engine.connect() as connection:
        rows = queries.comparison(connection, year, division=division, today=today())
        position = queries.position(connection, "scores")
    document = {"fiscal_year": year, "division": division, "units": rows, "simulated": any(r.simulated for r in rows)}
    return answer(document, position=position)


@route(
    "GET",
    "/rounds/<int:year>/items",
    Permission.COMPARISON_READ,
    summary="Every unit's verdict and state of every item",
    tag="comparison",
    query=(DIVISION, MIN_POSITION),
)
def items(year: int) -> Response:
    division = visible_division(number("division"))
    wait_for_position()
    with context().engine.connect() as connection:
        rows = queries.item_matrix(connection, year, division=division)
        return answer({"fiscal_year": year, "units": rows}, position=queries.position(connection, "items"))
