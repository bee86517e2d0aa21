"""One round: its document, items, quotas, deadlines and history."""

from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import CURSOR, LIMIT, MIN_POSITION
from services.api.problems import UnknownItem, UnknownRound
from services.api.reads import answer, from_view, page_size, today, wait_for_position
from services.api.routing import ROUND, Query, route
from shared.access import Permission
from shared.views import queries

#: Rows of history on one page, unless asked otherwise.
PAGE = 50

ITEM = Query("item", "Only this item.", {"type": "string"})
TYPE = Query("type", "Only this type of event.", {"type": "string"})


@route(
    "GET",
    ROUND,
    Permission.UNIT_READ,
    summary="The round: order, committee, calendar, meetings, measures; its ETag is the version for If-Match",
    tag="rounds",
    query=(MIN_POSITION,),
)
def round_(unit: str, year: int) -> Response:
    wait_for_position(unit)
    with context().reading() as connection:
        row = queries.round_document(connection, unit, year)
    if row is None:
        raise unknown_round(unit, year)
    return answer(row, position=row.position, etag=str(row.version))


@route(
    "GET",
    f"{ROUND}/items",
    Permission.UNIT_READ,
    summary="The items with officers, deadline, verdict and proof",
    tag="rounds",
    query=(MIN_POSITION,),
)
def items(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        return {"items": queries.item_list(connection, unit, year) or _missing(unit, year)}

    return from_view("items", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/items/<item>",
    Permission.UNIT_READ,
    summary="One item, with every link, element and month",
    tag="rounds",
    query=(MIN_POSITION,),
)
def item(unit: str, year: int, item: str) -> Response:
    def read(connection: Connection) -> Any:
        row = queries.item(connection, unit, year, item)
        if row is None:
            _require_round(connection, unit, year)
            raise UnknownItem(item=item)
        return row

    return from_view("items", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/quotas",
    Permission.UNIT_READ,
    summary="Answers needed and collected, by instrument and work line",
    tag="rounds",
    query=(MIN_POSITION,),
)
def quotas(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        return {"quotas": queries.quota_list(connection, unit, year) or _missing(unit, year)}

    return from_view("quotas", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/deadlines",
    Permission.UNIT_READ,
    summary="What is due when, and what is late",
    tag="rounds",
    query=(MIN_POSITION,),
)
def deadlines(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        return {"deadlines": queries.deadline_list(connection, unit, year, today=today()) or _missing(unit, year)}

    return from_view("deadlines", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/history",
    Permission.UNIT_READ,
    summary="What happened, newest first",
    tag="rounds",
    query=(ITEM, TYPE, CURSOR, LIMIT, MIN_POSITION),
)
def history(unit: str, year: int) -> Response:
    asked_for = {name: request.args.get(name) for name in ("item", "type", "cursor")}

    def read(connection: Connection) -> Any:
        _require_round(connection, unit, year)
        return queries.history(connection, unit=unit, fiscal_year=year, limit=page_size(PAGE), **asked_for)

    return from_view("history", read, unit=unit)


def unknown_round(unit: str, year: int) -> UnknownRound:
    """The problem of a round that nobody has opened."""
    return UnknownRound(unit=unit, fiscal_year=year)


def _missing(unit: str, year: int) -> Any:
    """Every round has rows; where there are none, there is no round."""
    raise unknown_round(unit, year)


def _require_round(connection: Connection, unit: str, year: int) -> None:
    if queries.round_document(connection, unit, year) is None:
        raise unknown_round(unit, year)
