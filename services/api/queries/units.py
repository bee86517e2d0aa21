"""The units: those that the asking account may see."""

from flask import Response, request

from services.api.auth import principal, unknown_unit
from services.api.context import context
from services.api.problems import Forbidden
from services.api.queries.parameters import CURSOR, DIVISION, FISCAL_YEAR, LIMIT, MIN_POSITION
from services.api.reads import answer, number, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.access.roles import UNIT_ROLES
from shared.views import queries

#: Units on one page, unless asked otherwise.
PAGE = 100

SEARCH = Query("search", "Only units whose code or name contains this.", {"type": "string"})


@route(
    "GET",
    "/units",
    Permission.UNIT_READ,
    summary="The units, by code; with fiscal_year also their projected score",
    tag="units",
    query=(DIVISION, FISCAL_YEAR, SEARCH, CURSOR, LIMIT, MIN_POSITION),
)
def unit_list() -> Response:
    wait_for_position()
    division, own = visible_division(number("division")), principal().unit
    with context().engine.connect() as connection:
        page = queries.unit_list(
            connection,
            division=division,
            fiscal_year=number("fiscal_year"),
            search=own if principal().role in UNIT_ROLES else request.args.get("search"),
            cursor=request.args.get("cursor"),
            limit=number("limit", default=PAGE, lowest=1, highest=1000) or PAGE,
        )
        position = queries.position(connection, "units")
    return answer(page, position=position)


@route("GET", "/units/<unit>", Permission.UNIT_READ, summary="One unit", tag="units", query=(MIN_POSITION,))
def unit(unit: str) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        row = queries.unit(connection, unit)
        position = queries.position(connection, "units", unit=unit)
    if row is None:
        raise unknown_unit(unit)
    return answer(row, position=position)


def visible_division(asked: int | None) -> int | None:
    """The division to list: a bureau of one division sees no other. Raises Forbidden."""
    own = principal().division
    if own is None or asked in (None, own):
        return asked if own is None else own
    raise Forbidden(
        "other-division", "บัญชีนี้ไม่มีสิทธิ์ในกองบังคับการนี้", "This account has no rights in this division.", division=asked
    )
