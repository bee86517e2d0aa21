"""One round: its document, items, quotas, deadlines and history."""

from typing import TypeVar

from flask import Response, request

from services.api.context import context
from services.api.problems import NotFound
from services.api.queries.parameters import CURSOR, LIMIT, MIN_POSITION, ROUND
from services.api.reads import answer, number, today, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.views import queries

Rows = TypeVar("Rows")

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
    with context().engine.connect() as connection:
        row = queries.round_document(connection, unit, year)
    if row is None:
        raise unknown_round(unit, year)
    return answer(row, position=row.position, etag=str(row.version))


@route(
    "GET", f"{ROUND}/items", Permission.UNIT_READ, summary="The items with officers, deadline, verdict and proof",
    tag="rounds", query=(MIN_POSITION,),
)
def items(unit: str, year: int) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        rows = queries.item_list(connection, unit, year)
        return answer({"items": known(rows, unit, year)}, position=queries.position(connection, "items", unit=unit))


@route(
    "GET", f"{ROUND}/items/<item>", Permission.UNIT_READ, summary="One item, with every link, element and month",
    tag="rounds", query=(MIN_POSITION,),
)
def item(unit: str, year: int, item: str) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        row = queries.item(connection, unit, year, item)
        if row is None:
            raise NotFound("unknown-item", "ไม่พบข้อนี้", "There is no such item.", item=item)
        return answer(row, position=queries.position(connection, "items", unit=unit))


@route(
    "GET", f"{ROUND}/quotas", Permission.UNIT_READ, summary="Answers needed and collected, by instrument and work line",
    tag="rounds", query=(MIN_POSITION,),
)
def quotas(unit: str, year: int) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        rows = queries.quota_list(connection, unit, year)
        return answer({"quotas": known(rows, unit, year)}, position=queries.position(connection, "quotas", unit=unit))


@route(
    "GET", f"{ROUND}/deadlines", Permission.UNIT_READ, summary="What is due when, and what is late", tag="rounds",
    query=(MIN_POSITION,),
)
def deadlines(unit: str, year: int) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        rows = queries.deadline_list(connection, unit, year, today=today())
        position = queries.position(connection, "deadlines", unit=unit)
    return answer({"deadlines": known(rows, unit, year)}, position=position)


@route(
    "GET", f"{ROUND}/history", Permission.UNIT_READ, summary="What happened, newest first", tag="rounds",
    query=(ITEM, TYPE, CURSOR, LIMIT, MIN_POSITION),
)
def history(unit: str, year: int) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        if queries.round_document(connection, unit, year) is None:
            raise unknown_round(unit, year)
        page = queries.history(
            connection,
            unit=unit,
            fiscal_year=year,
            item=request.args.get("item"),
            type=request.args.get("type"),
            cursor=request.args.get("cursor"),
            limit=number("limit", default=PAGE, lowest=1, highest=1000) or PAGE,
        )
        return answer(page, position=queries.position(connection, "history", unit=unit))


def unknown_round(unit: str, year: int) -> NotFound:
    """The problem of a round that nobody has opened."""
    return NotFound(
        "unknown-round", "ไม่พบรอบการประเมินนี้", "The unit has no such round.", unit=unit, fiscal_year=year
    )


def known(rows: Rows, unit: str, year: int) -> Rows:
    """The rows; every round has some. Raises NotFound where there are none."""
    if not rows:
        raise unknown_round(unit, year)
    return rows
