"""Units side by side, for the bureau."""

from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.parameters import DIVISION, MIN_POSITION
from services.api.queries.units import visible_division
from services.api.reads import asked, from_view, today
from services.api.routing import route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    "/rounds/<year:year>/comparison",
    Permission.COMPARISON_READ,
    summary="The units ranked by projected score; units with too little data are listed unranked",
    tag="comparison",
    query=(DIVISION, MIN_POSITION),
)
def comparison(year: int) -> Response:
    division = visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        rows = queries.comparison(connection, year, division=division, today=today())
        return {"fiscal_year": year, "division": division, "units": rows, "simulated": any(r.simulated for r in rows)}

    return from_view("scores", read)


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
