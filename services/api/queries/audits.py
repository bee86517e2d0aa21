"""Audits of a unit's website, and their full reports."""

import orjson
from flask import Response, request

from services.api.context import context
from services.api.problems import NotFound
from services.api.queries.parameters import CURSOR, FISCAL_YEAR, LIMIT, MIN_POSITION
from services.api.reads import answer, number, wait_for_position
from services.api.routing import route
from shared.access import Permission
from shared.views import queries

#: Audits on one page, unless asked otherwise.
PAGE = 50


@route(
    "GET", "/units/<unit>/audits", Permission.UNIT_READ, summary="The audits of the unit's website, newest first",
    tag="audits", query=(FISCAL_YEAR, CURSOR, LIMIT, MIN_POSITION),
)
def audits(unit: str) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        page = queries.audit_list(
            connection,
            unit,
            fiscal_year=number("fiscal_year"),
            cursor=request.args.get("cursor"),
            limit=number("limit", default=PAGE, lowest=1, highest=1000) or PAGE,
        )
        return answer(page, position=queries.position(connection, "audits", unit=unit))


@route(
    "GET", "/units/<unit>/audits/<audit_id>", Permission.UNIT_READ, summary="One audit, with its whole report",
    tag="audits", query=(FISCAL_YEAR, MIN_POSITION),
)
def audit(unit: str, audit_id: str) -> Response:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        row = queries.audit(connection, unit, audit_id, fiscal_year=number("fiscal_year"))
        position = queries.position(connection, "audits", unit=unit)
    if row is None:
        raise NotFound("unknown-audit", "ไม่พบการตรวจนี้", "There is no such audit.", audit_id=audit_id)
    report = orjson.loads(context().blobs.get(row.report)) if row.report else None
    return answer({"audit": row, "report": report}, position=position)
