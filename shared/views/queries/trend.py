"""How a score went from day to day, and what changed it between two days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, cast, select

from shared.log import Log
from shared.views.changes import changes_between
from shared.views.queries.kept import kept_state, round_events
from shared.views.queries.pages import columns_of, row_as, rows_as
from shared.views.rows import SnapshotRow
from shared.views.scoring import score_row
from shared.views.series import ONE_DAY, Marks, daily_rows
from shared.views.standing import as_shown
from shared.views.tables import snapshots, snapshots_state


def trend(
    connection: Connection,
    log: Log,
    unit: str,
    fiscal_year: int,
    *,
    since: date,
    until: date,
    today: date,
    coarse: bool = False,
) -> tuple[SnapshotRow, ...] | None:
    """The score at the end of each day (Bangkok dates, inclusive) on which it changed; None without a round.

    The first row carries the score that held when ``since`` began, where there is one. Days that the snapshots do not
    hold yet are computed from the log, and today from the state of now. coarse: see ``score``.
    """
    state = kept_state(connection, unit, fiscal_year)
    if state is None:
        return None
    last = min(until, today - ONE_DAY)
    unsettled = _unsettled(connection, unit, fiscal_year, today)
    settled = min(last, (unsettled or date.max) - ONE_DAY)
    rows = list(_settled(connection, unit, fiscal_year, settled, coarse=coarse))
    if unsettled is not None and unsettled <= last:
        rows += _computed(log, unit, fiscal_year, unsettled, last, coarse=coarse)
    state = as_shown(state) if coarse else state
    if since <= today <= until and (now := score_row(state, unit, fiscal_year, today)):
        rows.append(row_as(SnapshotRow, now, day=today))
    return _from(rows, since)


def _computed(log: Log, unit: str, fiscal_year: int, first: date, last: date, *, coarse: bool) -> list[SnapshotRow]:
    events = round_events(log, unit, fiscal_year)
    return [row_as(SnapshotRow, row) for row in daily_rows(events, unit, fiscal_year, first, last, coarse=coarse)]


def changes(
    log: Log, unit: str, fiscal_year: int, *, since: date, until: date, coarse: bool = False
) -> dict[str, Any] | None:
    """What changed the score between the ends of two Bangkok dates, and why; None if it was not open by the second.

    coarse: see ``score``.
    """
    return changes_between(round_events(log, unit, fiscal_year), unit, fiscal_year, since, until, coarse=coarse)


def _unsettled(connection: Connection, unit: str, fiscal_year: int, today: date) -> date | None:
    kept = snapshots_state
    query = select(cast(kept.c.state, Text)).where(kept.c.unit == unit, kept.c.fiscal_year == fiscal_year)
    found = connection.execute(query).scalar_one_or_none()
    return msgspec.json.decode(found, type=Marks).first_open_day(today) if found else None


def _settled(
    connection: Connection, unit: str, fiscal_year: int, last: date, *, coarse: bool
) -> tuple[SnapshotRow, ...]:
    query = select(*columns_of(snapshots, SnapshotRow)).order_by(snapshots.c.day)
    query = query.where(snapshots.c.unit == unit, snapshots.c.fiscal_year == fiscal_year, snapshots.c.day <= last)
    query = query.where(snapshots.c.coarse == coarse)
    return rows_as(SnapshotRow, connection.execute(query).mappings())


def _from(rows: Sequence[SnapshotRow], since: date) -> tuple[SnapshotRow, ...]:
    """The rows from ``since`` on; what held before it stands on its own day, as the first."""
    before = [row for row in rows if row.day < since][-1:]
    within = [row for row in rows if row.day >= since]
    if before and not (within and within[0].day == since):
        within.insert(0, msgspec.structs.replace(before[0], day=since))
    return tuple(within)
