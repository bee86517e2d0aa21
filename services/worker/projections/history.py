"""View ``history``: one row for each event of a unit; answers are counted by survey and day instead.

An answer sheet on its own, with its place among other events, could be tied to the person who gave it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from services.worker.projections.base import Projection, Run, stream_key
from services.worker.projections.rows import Key, insert, qualified
from shared.events import Recorded
from shared.events.surveys import ResponseRecorded
from shared.views import tables
from shared.views.sentences import answers_sentence, sentence

#: Unit and year, and what is counted, e.g. ``EIT1 2024-02-05``.
Tally = tuple[Key, str]


class HistoryView(Projection):
    """See the module."""

    name = "history"
    version = 2

    @property
    def tables(self) -> tuple[Table, ...]:
        """See Projection."""
        return (tables.history,)

    def start(self, *, empty: bool = False) -> "HistoryRun":  # noqa: ARG002 - nothing is read in either case
        """See Projection."""
        return HistoryRun()


class HistoryRun(Run):
    """Rows to add, and counts of answers to add to rows that may exist already."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._tallies: dict[Tally, tuple[Recorded, int, bool]] = {}

    def take(self, connection: Connection, batch: Sequence[Recorded]) -> None:  # noqa: ARG002 - reads nothing
        """See Run."""
        for recorded in batch:
            key = stream_key(recorded.stream)
            if key is None:
                continue
            if isinstance(recorded.event, ResponseRecorded):
                self._count(key, recorded, recorded.event)
            else:
                self._rows.append(_row(key, recorded))

    def flush(self, connection: Connection) -> None:
        """See Run."""
        insert(connection, tables.history, self._rows)
        if self._tallies:
            self._flush_tallies(connection)
        self._rows, self._tallies = [], {}

    @property
    def pending(self) -> int:
        """See Run."""
        return len(self._rows) + len(self._tallies)

    def _count(self, key: Key, recorded: Recorded, event: ResponseRecorded) -> None:
        tally = (key, f"{event.instrument} {event.day.isoformat()}")
        first, count, simulated = self._tallies.get(tally, (recorded, 0, False))
        self._tallies[tally] = (first, count + 1, simulated or recorded.meta.simulated)

    def _flush_tallies(self, connection: Connection) -> None:
        known = self._known(connection)
        rows = [
            _tally_row(key, tally, first, count + known.get((key, tally), 0)) | {"simulated": simulated}
            for (key, tally), (first, count, simulated) in self._tallies.items()
        ]
        insert(
            connection,
            tables.history,
            rows,
            on_conflict="ON CONFLICT (unit, fiscal_year, tally) WHERE tally <> '' DO UPDATE SET "
            "count = excluded.count, sentence = excluded.sentence, simulated = kept.simulated OR excluded.simulated",
        )

    def _known(self, connection: Connection) -> dict[Tally, int]:
        keys = [(key[0], key[1], tally) for key, tally in self._tallies]
        found = connection.exec_driver_sql(
            f"SELECT unit, fiscal_year, tally, count FROM {qualified(connection, tables.history)} "  # noqa: S608 - our own table
            "JOIN unnest(%s::text[], %s::int[], %s::text[]) AS wanted (unit, fiscal_year, tally) "
            "USING (unit, fiscal_year, tally) WHERE tally <> ''",
            tuple(list(column) for column in zip(*keys, strict=True)),
        )
        return {((unit, year), tally): count for unit, year, tally, count in found}


def _row(key: Key, recorded: Recorded) -> dict[str, Any]:
    return {
        "position": recorded.position,
        "unit": key[0],
        "fiscal_year": key[1],
        "item": getattr(recorded.event, "item", None),
        "stream": recorded.stream,
        "type": recorded.type,
        "happened_at": recorded.happened_at,
        "recorded_at": recorded.recorded_at,
        "actor": recorded.meta.actor,
        "role": recorded.meta.role,
        "simulated": recorded.meta.simulated,
        "sentence": sentence(recorded.event),
        "count": 1,
        "tally": "",
    }


def _tally_row(key: Key, tally: str, first: Recorded, count: int) -> dict[str, Any]:
    event = first.event
    assert isinstance(event, ResponseRecorded)  # noqa: S101 - only answers are tallied
    midnight = f"{event.day.isoformat()}T00:00:00+07:00"
    return _row(key, first) | {
        "happened_at": midnight,
        "recorded_at": midnight,
        "actor": "respondent",
        "role": None,
        "sentence": answers_sentence(event.instrument, event.day, count),
        "count": count,
        "tally": tally,
    }
