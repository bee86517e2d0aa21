"""View ``snapshots``: the score at the end of each day on which something changed it.

Following the log only marks from which day on a round's snapshots must be made (again): events may be recorded long
after they happened, and while a day lasts its snapshot would be made for nothing. ``settle`` makes what is marked.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, text

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row, insert
from shared.events import Recorded
from shared.log import Log
from shared.views import tables
from shared.views.queries.kept import round_events
from shared.views.series import ONE_DAY, Marks, daily_rows, day_of, days_of_change, midnight
from shared.views.standing import SCORE_EVENTS
from shared.views.statements import statement

_COLUMNS = [column.name for column in tables.snapshots.columns]


class SnapshotsView(Folding[Marks]):
    """See the module."""

    name = "snapshots"
    version = 4
    table = tables.snapshots
    state_table = tables.snapshots_state
    state_type = Marks
    handles = SCORE_EVENTS

    def apply(self, state: Marks, recorded: Recorded) -> None:
        """See Folding."""
        happened = recorded.happened_at
        if state.since is None or happened < state.since:
            state.since = happened

    def write(self, connection: Connection, states: Mapping[Key, Marks]) -> None:
        """Writes nothing: the rows are made when their day is over."""

    def rows(self, key: Key, state: Marks) -> Iterable[Row]:  # noqa: ARG002 - marks alone make no rows
        """None: see write."""
        return ()


def settle(engine: Engine, log: Log, today: date, *, limit: int = 100) -> int:
    """Make the marked snapshots of days before ``today`` (Bangkok date) in at most ``limit`` rounds.

    Answers how many are settled. A round that is marked anew meanwhile stays marked. Each round is its own transaction.
    """
    with engine.connect() as connection:
        parameters = {"today": today, "midnight": midnight(today), "limit": limit}
        marked = connection.execute(text(statement("marked_snapshots")), parameters).all()
    return sum(_settle_round(engine, log, (row.unit, row.fiscal_year), row.state, today) for row in marked)


def _settle_round(engine: Engine, log: Log, key: Key, kept: str, today: date) -> bool:
    """Whether nothing was marked meanwhile."""
    events = round_events(log, *key)
    first = msgspec.json.decode(kept, type=Marks).first_open_day(today)
    if first is None:
        return False
    last = today - ONE_DAY
    rows = [_row(row) for coarse in (False, True) for row in daily_rows(events, *key, first, last, coarse=coarse)]
    parameters = {"unit": key[0], "fiscal_year": key[1], "first": first, "today": today, "kept": kept}
    with engine.begin() as connection:
        connection.execute(text(statement("drop_snapshots")), parameters)
        insert(connection, tables.snapshots, rows)
        marks = msgspec.json.encode(_marks_after(events, today)).decode()
        return connection.execute(text(statement("settle_marks")), parameters | {"marks": marks}).rowcount == 1


def _marks_after(events: list[Recorded], today: date) -> Marks:
    """What is left to make on a later day: today's events, and the next closing."""
    counted = [event for event in events if type(event.event) in SCORE_EVENTS]
    open_ = [event.happened_at for event in counted if day_of(event.happened_at) >= today]
    coming = [day for day in days_of_change(counted) if day > today - timedelta(days=1)]
    return Marks(min(open_, default=None), min(coming, default=None))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _COLUMNS}
