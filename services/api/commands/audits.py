"""Asking for an audit of the unit's website now."""

from flask import Response
from msgspec import Struct

from services.api.auth import unknown_unit
from services.api.bodies import read_body, shaped
from services.api.commands.declare import command_route
from services.api.context import context
from services.api.problems import UnknownRound
from services.api.routing import ROUND, route
from services.api.writes import created, executed
from shared.access import Permission
from shared.broker import send
from shared.events.audits import AuditRequested
from shared.log import Appended
from shared.rounds import JudgeLink, RequestAudit
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
    year = _latest_year(unit) if body.fiscal_year is None else body.fiscal_year
    return created(start_audit(RequestAudit(unit=unit, fiscal_year=year, items=body.items)))


command_route(
    f"{ROUND}/links",
    JudgeLink,
    Permission.ITEM_WORK,
    summary="Confirm or reject a link of an item, or take it back; later audits go by it",
    tag="audits",
)


def start_audit(command: RequestAudit) -> Appended:
    """Execute the request, and tell the crawler."""
    appended = executed(command)
    for recorded in appended.events:
        if isinstance(recorded.event, AuditRequested):
            audit_id = recorded.event.audit_id
            send("run_audit", unit=command.unit, fiscal_year=command.fiscal_year, audit_id=audit_id)
    return appended


def _latest_year(unit: str) -> int:
    with context().reading() as connection:
        row = queries.unit(connection, unit)
    if row is None:
        raise unknown_unit(unit)
    if not row.years:
        raise UnknownRound(unit=unit, fiscal_year="–")
    return max(row.years)
