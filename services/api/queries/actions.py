"""What to do next."""

from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.auth import coarse
from services.api.parameters import MIN_POSITION
from services.api.queries.rounds import unknown_round
from services.api.reads import from_view, today
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    f"{ROUND}/actions",
    Permission.UNIT_READ,
    summary="What still earns points before its deadline, the most points first, with what it does to total and level",
    tag="rounds",
    query=(MIN_POSITION,),
)
def actions(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        found = queries.actions(connection, unit, year, today=today(), coarse=coarse())
        if found is None:
            raise unknown_round(unit, year)
        return {"unit": unit, "fiscal_year": year, "as_of": today(), "actions": found}

    return from_view("scores", read, unit=unit)
