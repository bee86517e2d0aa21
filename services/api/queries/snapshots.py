"""What an audit kept, for taking away; and what changed since the audit before."""

from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import NoEarlierAudit, NoReport, NoSnapshots, UnknownAudit
from services.api.reads import from_view, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.archive import Change, NothingKept, ReportUnreadable, audit_archive, changes_between
from shared.evidence import BlobError
from shared.views import queries

_SINCE = Query("since", "The earlier audit; by default the newest before that looked at the same.", {"type": "string"})
_ITEM = Query("item", "Only this item, e.g. O4.", {"type": "string"})
_WARC = "application/warc"


@route(
    "GET",
    "/units/<unit>/audits/<audit_id>/warc",
    Permission.UNIT_READ,
    summary="The pages and files that the audit kept, as a web archive (WARC 1.1, gzip)",
    tag="audits",
    query=(MIN_POSITION,),
    media_types=(_WARC,),
)
def snapshots(unit: str, audit_id: str) -> Response:
    wait_for_position(unit)
    with context().reading() as connection:
        row = _audit(connection, unit, audit_id)
    if row.report is None or row.finished_at is None:
        raise NoSnapshots(audit_id=audit_id)
    doors = context()
    try:
        parts = audit_archive(
            doors.log, doors.blobs, unit=unit, audit_id=audit_id, report=row.report, finished_at=row.finished_at
        )
    except NothingKept as error:
        raise NoSnapshots(audit_id=audit_id) from error
    response = Response(parts, content_type=_WARC)
    response.headers.set("Content-Disposition", "attachment", filename=f"{audit_id}.warc.gz")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@route(
    "GET",
    "/units/<unit>/audits/<audit_id>/changes",
    Permission.UNIT_READ,
    summary="What changed on the website since an earlier audit, item by item, in words",
    tag="audits",
    query=(_SINCE, _ITEM, MIN_POSITION),
)
def audit_changes(unit: str, audit_id: str) -> Response:
    since, item = request.args.get("since"), request.args.get("item")

    def read(connection: Connection) -> Any:
        after = _audit(connection, unit, audit_id)
        before = _audit(connection, unit, since) if since else earlier_audit(connection, after)
        if before is None:
            raise NoEarlierAudit(audit_id=audit_id)
        changes = website_changes(before, after, item=item)
        return {"unit": unit, "audit_id": audit_id, "since": before.audit_id, "changes": changes}

    return from_view("audits", read, unit=unit)


def earlier_audit(connection: Connection, audit: queries.AuditRow) -> queries.AuditRow | None:
    """The newest audit before this one that looked at all that this one looked at, or None."""
    covering = queries.audits_covering(
        connection, audit.unit, audit.fiscal_year, audit.items, before=audit.requested_at
    )
    return covering[0] if covering else None


def website_changes(
    before: queries.AuditRow, after: queries.AuditRow, *, item: str | None = None
) -> tuple[Change, ...]:
    """What changed between two audits. Raises NoReport."""
    earlier, later = _report(before), _report(after)
    try:
        return changes_between(earlier, later, item=item)
    except ReportUnreadable as error:
        raise NoReport(audit_id=after.audit_id) from error


def _report(audit: queries.AuditRow) -> bytes:
    try:
        return context().blobs.get(audit.report or "")
    except BlobError as error:
        raise NoReport(audit_id=audit.audit_id) from error


def _audit(connection: Connection, unit: str, audit_id: str) -> queries.AuditRow:
    row = queries.audit(connection, unit, audit_id)
    if row is None:
        raise UnknownAudit(audit_id=audit_id)
    return row
