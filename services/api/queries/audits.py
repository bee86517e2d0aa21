"""Audits of a unit's website, and their full reports."""

from typing import Any

import orjson
import structlog
from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import CURSOR, FISCAL_YEAR, LIMIT, MIN_POSITION
from services.api.problems import UnknownAudit
from services.api.queries.rounds import unknown_round
from services.api.reads import asked, from_view, page_size
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.evidence import BlobError
from shared.views import queries

#: Audits on one page, unless asked otherwise.
PAGE = 50

log = structlog.get_logger(__name__)


@route(
    "GET",
    "/units/<unit>/audits",
    Permission.UNIT_READ,
    summary="The audits of the unit's website, newest first",
    tag="audits",
    query=(FISCAL_YEAR, CURSOR, LIMIT, MIN_POSITION),
)
def audits(unit: str) -> Response:
    year, cursor, limit = asked(FISCAL_YEAR), request.args.get("cursor"), page_size(PAGE)

    def read(connection: Connection) -> Any:
        return queries.audit_list(connection, unit, fiscal_year=year, cursor=cursor, limit=limit)

    return from_view("audits", read, unit=unit)


@route(
    "GET",
    "/units/<unit>/audits/<audit_id>",
    Permission.UNIT_READ,
    summary="One audit, with its whole report (null where there is none, or none any more)",
    tag="audits",
    query=(FISCAL_YEAR, MIN_POSITION),
)
def audit(unit: str, audit_id: str) -> Response:
    year = asked(FISCAL_YEAR)

    def read(connection: Connection) -> Any:
        row = queries.audit(connection, unit, audit_id, fiscal_year=year)
        if row is None:
            raise UnknownAudit(audit_id=audit_id)
        return {"audit": row, "report": kept_report(row.report)}

    return from_view("audits", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/links",
    Permission.UNIT_READ,
    summary="The links of every item: why each was matched, how sure that is, and what people said of it",
    tag="audits",
    query=(MIN_POSITION,),
)
def links(unit: str, year: int) -> Response:
    def read(connection: Connection) -> Any:
        found = queries.link_list(connection, unit, year)
        if found is None:
            raise unknown_round(unit, year)
        return {"unit": unit, "fiscal_year": year, "links": found}

    return from_view("items", read, unit=unit)


def kept_report(sha256: str | None) -> Any:
    """The report, if there is one and the store still has it as it was. The findings stand in the log in any case."""
    if sha256 is None:
        return None
    try:
        return orjson.loads(context().blobs.get(sha256))
    except (BlobError, orjson.JSONDecodeError) as error:
        log.warning("report.lost", sha256=sha256, error=type(error).__name__)
        return None
