"""Audits, newest first."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, func, select, tuple_

from shared.views.queries.pages import columns_of, decode_cursor, encode_cursor, page, rows_as
from shared.views.rows import AuditRow, Page
from shared.views.tables import audits


class _Before(msgspec.Struct, array_like=True, frozen=True):
    requested_at: datetime
    audit_id: str


def audit_list(
    connection: Connection, unit: str, *, fiscal_year: int | None = None, cursor: str | None = None, limit: int = 50
) -> Page[AuditRow]:
    """The unit's audits. Raises BadCursor."""
    query = _newest_first().where(audits.c.unit == unit).limit(limit + 1)
    if fiscal_year is not None:
        query = query.where(audits.c.fiscal_year == fiscal_year)
    if cursor:
        before = decode_cursor(cursor, _Before)
        place = tuple_(audits.c.requested_at, audits.c.audit_id)
        query = query.where(place < tuple_(before.requested_at, before.audit_id))
    found = rows_as(AuditRow, connection.execute(query).mappings())
    return page(found, limit, lambda row: encode_cursor(row.requested_at.isoformat(), row.audit_id))


def audit(connection: Connection, unit: str, audit_id: str, *, fiscal_year: int | None = None) -> AuditRow | None:
    """One audit of the unit, or None."""
    query = _newest_first().where(audits.c.unit == unit, audits.c.audit_id == audit_id).limit(1)
    if fiscal_year is not None:
        query = query.where(audits.c.fiscal_year == fiscal_year)
    found = rows_as(AuditRow, connection.execute(query).mappings())
    return found[0] if found else None


def audit_named(connection: Connection, audit_id: str) -> AuditRow | None:
    """The audit with this id, whichever unit's it is, or None."""
    query = _newest_first().where(audits.c.audit_id == audit_id).limit(1)
    found = rows_as(AuditRow, connection.execute(query).mappings())
    return found[0] if found else None


def audits_covering(
    connection: Connection, unit: str, fiscal_year: int, items: tuple[str, ...], *, before: datetime | None = None
) -> tuple[AuditRow, ...]:
    """The newest two completed audits that looked at these items (empty: at all), asked for before an instant."""
    looked_at = audits.c["items"]
    wanted = func.cardinality(looked_at) == 0
    if items:
        wanted |= looked_at.contains(list(items))
    query = _newest_first().where(audits.c.unit == unit, audits.c.fiscal_year == fiscal_year, wanted).limit(2)
    query = query.where(audits.c.status == "completed")
    if before is not None:
        query = query.where(audits.c.requested_at < before)
    return rows_as(AuditRow, connection.execute(query).mappings())


def audits_unfinished(connection: Connection, *, requested_before: datetime) -> tuple[AuditRow, ...]:
    """Audits that were asked for before an instant and have neither been completed nor failed, oldest first."""
    query = select(*columns_of(audits, AuditRow)).order_by(audits.c.requested_at, audits.c.audit_id)
    query = query.where(audits.c.status == "requested", audits.c.requested_at < requested_before)
    return rows_as(AuditRow, connection.execute(query).mappings())


def _newest_first() -> Select[Any]:
    query = select(*columns_of(audits, AuditRow))
    return query.order_by(audits.c.requested_at.desc(), audits.c.audit_id.desc())
