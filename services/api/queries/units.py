"""The units: those that the asking account may see."""

from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from services.api.auth import coarse, principal, unknown_unit
from services.api.parameters import CURSOR, DIVISION, FISCAL_YEAR, LIMIT, MIN_POSITION
from services.api.problems import OtherDivision
from services.api.reads import asked, from_view, page_size
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
    asking, division = principal(), visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        return queries.unit_list(
            connection,
            division=division,
            only=asking.unit if asking.role in UNIT_ROLES else None,
            fiscal_year=asked(FISCAL_YEAR),
            search=request.args.get("search"),
            cursor=request.args.get("cursor"),
            limit=page_size(PAGE),
            coarse=coarse(),
        )

    return from_view("units", read)


@route("GET", "/units/<unit>", Permission.UNIT_READ, summary="One unit", tag="units", query=(MIN_POSITION,))
def unit(unit: str) -> Response:
    def read(connection: Connection) -> Any:
        row = queries.unit(connection, unit)
        if row is None:
            raise unknown_unit(unit)
        return row

    return from_view("units", read, unit=unit)


def visible_division(asked_for: int | None) -> int | None:
    """The division to list: a bureau of one division sees no other. Raises OtherDivision."""
    own = principal().division
    if own is None or asked_for in (None, own):
        return asked_for if own is None else own
    raise OtherDivision(division=asked_for)
