"""View ``progress``: answers by survey and day, in all, by line of work and by occupation. Never by two at once.

Only the counts that a batch changes are written, however many there are: answers come in faster than anything else.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from services.worker.projections.base import Projection, Run, stream_key
from services.worker.projections.rows import insert
from shared.events import EVENT_TYPES, Event, Recorded
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersReinstated
from shared.views import tables


class Counted(NamedTuple):
    """What one count is of."""

    unit: str
    fiscal_year: int
    instrument: str
    kind: str
    label: str
    day: date


#: Event types that change a count.
_HANDLED = (ResponseRecorded, AnswersExcluded, AnswersReinstated)


class ProgressView(Projection):
    """See the module."""

    name = "progress"

    @property
    def tables(self) -> tuple[Table, ...]:
        """See Projection."""
        return (tables.progress,)

    @property
    def skips(self) -> frozenset[str]:
        """See Projection."""
        return frozenset(EVENT_TYPES) - {
            kind.__name__ for kind in (ResponseRecorded, AnswersExcluded, AnswersReinstated)
        }

    def start(self, *, empty: bool = False) -> "ProgressRun":  # noqa: ARG002 - nothing is read in either case
        """See Projection."""
        return ProgressRun()


class ProgressRun(Run):
    """Counts to add to those that are there."""

    def __init__(self) -> None:
        self._counts: Counter[Counted] = Counter()
        self._positions: dict[Counted, int] = {}
        self._simulated: set[Counted] = set()

    def take(self, connection: Connection, batch: Sequence[Recorded]) -> None:  # noqa: ARG002 - reads nothing
        """See Run."""
        for recorded in batch:
            key = stream_key(recorded.stream)
            for counted, count in _changes(*key, recorded.event) if key else ():
                self._counts[counted] += count
                self._positions[counted] = recorded.position
                if recorded.meta.simulated:
                    self._simulated.add(counted)

    def flush(self, connection: Connection) -> None:
        """See Run."""
        rows = (self._row(counted, count) for counted, count in self._counts.items())
        insert(
            connection,
            tables.progress,
            rows,
            on_conflict="ON CONFLICT (unit, fiscal_year, instrument, kind, label, day) DO UPDATE SET "
            "recorded = kept.recorded + excluded.recorded, simulated = kept.simulated OR excluded.simulated, "
            "position = excluded.position",
        )
        self._counts, self._positions, self._simulated = Counter(), {}, set()

    @property
    def pending(self) -> int:
        """See Run."""
        return len(self._counts)

    def _row(self, counted: Counted, count: int) -> dict[str, Any]:
        return {
            **counted._asdict(),
            "recorded": count,
            "simulated": counted in self._simulated,
            "position": self._positions[counted],
        }


def _changes(unit: str, fiscal_year: int, event: Event) -> Iterator[tuple[Counted, int]]:
    """What an event adds to the counts, or takes away: excluded answers count nowhere."""
    match event:
        case ResponseRecorded(instrument=instrument, day=day, work_line=line, occupation=occupation):
            of = (unit, fiscal_year, instrument)
            yield Counted(*of, "all", "", day), 1
            yield Counted(*of, "work_line", line or "", day), 1
            yield Counted(*of, "occupation", occupation or "", day), 1
        case AnswersExcluded() | AnswersReinstated():
            sign = 1 if isinstance(event, AnswersReinstated) else -1
            for day, sheets in event.sheets.days.items():
                of = (unit, fiscal_year, event.instrument)
                yield Counted(*of, "all", "", day), sign * sheets.count
                for kind, named in (("work_line", sheets.work_lines), ("occupation", sheets.occupations)):
                    unnamed = {"": sheets.count - sum(named.values())}
                    for label, count in {**named, **unnamed}.items():
                        yield Counted(*of, kind, label, day), sign * count
