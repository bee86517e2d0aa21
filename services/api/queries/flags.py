"""Answers that look suspicious: for the bureau, which decides about them."""

from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.parameters import DIVISION, MIN_POSITION
from services.api.queries.units import visible_division
from services.api.reads import asked, from_view
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    f"{ROUND}/flags",
    Permission.ANSWERS_JUDGE,
    summary="Answers of this round that look suspicious, and what was decided about them",
    tag="surveys",
    query=(MIN_POSITION,),
)
def flags(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        return {"flags": queries.flag_list(connection, unit, year)}

    return from_view("flags", read, unit=unit)


@route(
    "GET",
    "/rounds/<year:year>/flags",
    Permission.ANSWERS_JUDGE,
    summary="Answers of all units that look suspicious; those that wait for a decision come first",
    tag="surveys",
    query=(DIVISION, MIN_POSITION),
)
def flags_of_year(year: int) -> Response:
    division = visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        return {"flags": queries.flags_of_year(connection, year, division=division)}

    return from_view("flags", read)
