"""Brings the views up to the log. A *lane* is one projection in one shard; its row of positions is its lease."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, Engine, text, update

from services.worker import metrics
from services.worker.batches import Outcome, Stop, project, read_batch, without_collecting
from services.worker.projections.base import Projection
from shared.log import SHARDS, Log
from shared.views.statements import statement
from shared.views.tables import projection_positions as positions

#: Events read and projected in one transaction: enough to make the transaction's cost small, few enough for the memory.
BATCH = 5_000
#: A lane that no event stops.
_GOING = {"stopped_at": None, "stopped_position": None, "error": None}

_log = structlog.get_logger(__name__)


class Place(NamedTuple):
    """A shard, and the position after which its lanes go on."""

    shard: int
    position: int


class Projector:
    """Advances all lanes of the projections given. Any number may run at once, in any number of processes."""

    def __init__(
        self,
        engine: Engine,
        log: Log,
        projections: Sequence[Projection],
        *,
        batch: int = BATCH,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._log = log
        self._projections = {projection.name: projection for projection in projections}
        self._batch = batch
        self._clock = clock
        self._current = {
            "names": list(self._projections),
            "versions": [projection.version for projection in projections],
        }

    def prepare(self) -> None:
        """Make missing lanes, and give stopped ones another try: this release may understand the event.

        A view that has lanes of another version gets none: only a rebuild may start it anew.
        """
        current = self._current | {"now": self._clock(), "shards": SHARDS}
        with self._engine.begin() as connection:
            connection.execute(text(statement("make_lanes")), current)
            connection.execute(update(positions).where(positions.c.stopped_at.is_not(None)).values(_GOING))

    def drain(self, stop: threading.Event | None = None) -> int:
        """Project everything that waits; the number of events projected. Ends after a batch once ``stop`` is set."""
        total = 0
        while advanced := self._sweep(stop):
            total += advanced
        return total

    def _sweep(self, stop: threading.Event | None) -> int:
        advanced = 0
        for place in self._waiting():
            if stop is not None and stop.is_set():
                return 0
            advanced += self._advance(place)
        return advanced

    def _waiting(self) -> list[Place]:
        with self._engine.connect() as connection:
            rows = connection.execute(text(statement("waiting_lanes")), self._current)
            return [Place(row.shard, row.position) for row in rows]

    def _advance(self, place: Place) -> int:
        """One batch of one shard: rows and positions in one transaction. 0 where another worker is at it."""
        with without_collecting(), self._engine.begin() as connection:
            lanes = self._take(connection, place)
            if not lanes:
                return 0
            batch = read_batch(connection, self._log, place.shard, place.position, self._batch)
            for projection in lanes:
                self._move(connection, projection, place.shard, project(connection, projection, batch))
        return len(batch.events)

    def _take(self, connection: Connection, place: Place) -> list[Projection]:
        taken = connection.execute(text(statement("take_lanes")), self._current | place._asdict())
        return [self._projections[row.projection] for row in taken]

    def _move(self, connection: Connection, projection: Projection, shard: int, outcome: Outcome) -> None:
        """Set the lane where the view came to, in the transaction of its rows."""
        values: dict[str, object] = {"updated_at": self._clock()}
        if outcome.taken:
            values["position"] = outcome.taken[-1].position
            metrics.EVENTS.labels(projection.name).inc(len(outcome.taken))
        if outcome.stop:
            values |= self._stopped(projection, shard, outcome.stop)
        lane = (
            positions.c.projection == projection.name,
            positions.c.version == projection.version,
            positions.c.shard == shard,
        )
        connection.execute(update(positions).where(*lane).values(values))

    def _stopped(self, projection: Projection, shard: int, stop: Stop) -> dict[str, object]:
        report_stop(projection, shard, stop)
        return {"stopped_at": self._clock(), "stopped_position": stop.position, "error": stop.error}


def report_stop(projection: Projection, shard: int, stop: Stop) -> None:
    """Tell the log of this process, and count it, that an event stopped a shard of a view."""
    where = {"projection": projection.name, "shard": shard, "position": stop.position}
    _log.error("projection stopped", **where, error=stop.error)
    metrics.STOPPED.labels(projection.name).inc()
