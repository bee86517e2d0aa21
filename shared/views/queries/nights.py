"""The nightly run: how far it is, what was down in it, and which units have gone without it for too long."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Select, and_, func, select

from shared.settings import BANGKOK
from shared.views.audit_rows import NightRow, OutageRow, StaleRow
from shared.views.queries.pages import rows_as
from shared.views.rows import AuditRow
from shared.views.tables import audits, rounds, units

#: When the nightly run begins, in Bangkok.
BEGINS = time(0, 30)
#: A unit without a completed nightly audit for so long is stale.
STALE_AFTER = timedelta(days=3)
#: So many units of one server that are out of reach in one night are an outage of the server.
OF_ONE_SERVER = 2
#: So many units, and this share of a night's ended audits, out of reach on several servers are one outage of all.
OF_ANY_SERVER, SHARE = 3, 0.2

_UNREACHED = ("down", "blocked")


def night_of(now: datetime) -> tuple[datetime, datetime]:
    """When the night of this instant began and when the next one does (UTC)."""
    local = now.astimezone(BANGKOK)
    begins = datetime.combine(local.date(), BEGINS, tzinfo=BANGKOK)
    begins -= timedelta(days=begins > local)
    return begins.astimezone(UTC), (begins + timedelta(days=1)).astimezone(UTC)


def night(connection: Connection, now: datetime, *, division: int | None = None) -> NightRow:
    """The nightly run that ``now`` (aware) falls into, of all units or of a division's."""
    begins, ends = night_of(now)
    found = _audits(connection, begins, ends, division)
    states = [row["status"] for row in found]
    return NightRow(
        begins=begins,
        requested=len(found),
        completed=states.count("completed"),
        failed=states.count("failed"),
        waiting=states.count("requested"),
        unreached=sum(row["outcome"] in _UNREACHED for row in found),
        last_ended=max((row["finished_at"] for row in found if row["finished_at"]), default=None),
        outages=tuple(outages(found)),
        stale=stale(connection, now, division=division),
        simulated=any(row["simulated"] for row in found),
    )


def outages(found: Sequence[Any]) -> list[OutageRow]:
    """Units that were out of reach together: one outage for each server, or one for all if too many servers were.

    found: rows of one night with unit, site, server, outcome, finished_at; of a unit the one that ended last counts.
    """
    newest = {row["unit"]: row for row in sorted(found, key=_when_ended) if row["outcome"] is not None}.values()
    lost = [row for row in newest if row["outcome"] in _UNREACHED]
    ended = len(newest)
    by_server: dict[str, list[Any]] = defaultdict(list)
    for row in lost:
        by_server[_server(row)].append(row)
    if len(by_server) > 1 and len(lost) >= max(OF_ANY_SERVER, SHARE * ended):
        return [_outage(None, lost)]
    return [_outage(server, rows) for server, rows in by_server.items() if len(rows) >= OF_ONE_SERVER]


def outage_of(connection: Connection, audit: AuditRow) -> OutageRow | None:
    """The outage in which this audit of the nightly run found its website out of reach; None if it was no such."""
    if not audit.scheduled or audit.outcome not in _UNREACHED:
        return None
    found = outages(_audits(connection, *night_of(audit.requested_at), None))
    return next((outage for outage in found if audit.unit in outage.units), None)


def stale(connection: Connection, now: datetime, *, division: int | None = None) -> tuple[StaleRow, ...]:
    """Units that take part in the nightly run and have had none completed for STALE_AFTER, longest first."""
    wanted = participants().subquery()
    same = and_(audits.c.unit == wanted.c.unit, audits.c.fiscal_year == wanted.c.fiscal_year)
    nightly = and_(same, audits.c.scheduled, audits.c.status == "completed")
    last = func.max(audits.c.finished_at)
    query = select(wanted.c.unit, wanted.c.fiscal_year, units.c.name_th, units.c.name_en, last.label("last_completed"))
    query = query.select_from(wanted).join(units, units.c.unit == wanted.c.unit).outerjoin(audits, nightly)
    query = query.group_by(wanted.c.unit, wanted.c.fiscal_year, units.c.name_th, units.c.name_en)
    query = query.having((last.is_(None)) | (last < now - STALE_AFTER)).order_by(last.nulls_first(), wanted.c.unit)
    if division is not None:
        query = query.where(units.c.division == division)
    return rows_as(StaleRow, connection.execute(query).mappings())


def participants() -> Select[Any]:
    """Units with a website, each with its newest round that is not certified: whom the nightly run audits."""
    query = select(units.c.unit, func.max(rounds.c.fiscal_year).label("fiscal_year"))
    query = query.join(rounds, rounds.c.unit == units.c.unit)
    query = query.where(units.c.website_url.is_not(None), rounds.c.certified_at.is_(None))
    return query.group_by(units.c.unit).order_by(units.c.unit)


def _audits(connection: Connection, begins: datetime, ends: datetime, division: int | None) -> list[Any]:
    names = ("unit", "site", "server", "status", "outcome", "finished_at", "simulated")
    query = select(*(audits.c[name] for name in names)).join(units, units.c.unit == audits.c.unit)
    query = query.where(audits.c.scheduled, audits.c.requested_at >= begins, audits.c.requested_at < ends)
    if division is not None:
        query = query.where(units.c.division == division)
    return list(connection.execute(query.order_by(audits.c.unit)).mappings())


def _when_ended(row: Any) -> datetime:
    return row["finished_at"] or datetime.min.replace(tzinfo=UTC)


def _server(row: Any) -> str:
    """Where the website is: the server's address; the host's name where that led nowhere."""
    return row["server"] or urlsplit(row["site"] or "").hostname or ""


def _outage(server: str | None, rows: Sequence[Any]) -> OutageRow:
    return OutageRow(
        server=server,
        hosts=tuple(sorted({urlsplit(row["site"] or "").hostname or "" for row in rows})),
        units=tuple(sorted({row["unit"] for row in rows})),
        first_seen=min((row["finished_at"] for row in rows if row["finished_at"]), default=None),
    )
