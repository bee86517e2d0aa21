"""Asking for an audit of the unit's website now."""

from flask import Response
from msgspec import Struct

from services.api.bodies import read_body, shaped
from services.api.context import context
from services.api.problems import NotFound
from services.api.routing import route
from services.api.writes import created, executed
from shared.access import Permission
from shared.broker import send
from shared.events.audits import AuditRequested
from shared.rounds import RequestAudit
from shared.views import queries


class AuditBody(Struct, kw_only=True):
    """Which items to audit again; all if none are named. fiscal_year: the unit's latest round unless given."""

    items: tuple[str, ...] = ()
    fiscal_year: int | None = None


@route(
    "POST", "/units/<unit>/audits", Permission.AUDIT_REQUEST, summary="Audit the website", tag="audits", body=AuditBody
)
def request_audit(unit: str) -> Response:
    body = shaped(read_body(), AuditBody)
    year = body.fiscal_year or _latest_year(unit)
    appended = executed(RequestAudit(unit=unit, fiscal_year=year, items=body.items))
    for recorded in appended.events:
        if isinstance(recorded.event, AuditRequested):
            send("run_audit", unit=unit, fiscal_year=year, audit_id=recorded.event.audit_id)
    return created(appended)


def _latest_year(unit: str) -> int:
    with context().engine.connect() as connection:
        row = queries.unit(connection, unit)
    if row is None or not row.years:
        raise NotFound("unknown-round", "หน่วยงานนี้ยังไม่มีรอบการประเมิน", "The unit has no round yet.", unit=unit)
    return max(row.years)
