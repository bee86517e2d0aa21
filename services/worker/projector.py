"""Brings the views up to the log. A *lane* is one projection in one shard; its row of positions is its lease."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, Engine, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from services.worker import metrics
from services.worker.projections.base import Projection
from shared.events import EventError, Recorded
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
        self._follow = log.follow
        self._projections = {projection.name: projection for projection in projections}
        self._batch = batch
        self._clock = clock
        self._current = {
            "names": list(self._projections),
            "versions": [projection.version for projection in projections],
        }

    def prepare(self) -> None:
        """Make missing lanes, and give stopped ones another try: this release may understand the event."""
        start = {"position": 0, "updated_at": self._clock()}
        lanes = [
            {"projection": each.name, "version": each.version, "shard": shard, **start}
            for each in self._projections.values()
            for shard in range(SHARDS)
        ]
        with self._engine.begin() as connection:
            connection.execute(upsert(positions).values(lanes).on_conflict_do_nothing())
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
        with self._engine.begin() as connection:
            lanes = self._take(connection, place)
            if not lanes:
                return 0
            try:
                batch = self._follow(place.position, shard=place.shard, limit=self._batch)
            except EventError:
                return self._advance_singly(connection, lanes, place)
            for projection in lanes:
                self._project(connection, projection, place, batch)
        return len(batch)

    def _take(self, connection: Connection, place: Place) -> list[Projection]:
        taken = connection.execute(text(statement("take_lanes")), self._current | place._asdict())
        return [self._projections[row.projection] for row in taken]

    def _project(self, connection: Connection, projection: Projection, place: Place, batch: Sequence[Recorded]) -> bool:
        """Whether the lane took the whole batch."""
        try:
            self._write(connection, projection, place.shard, batch)
        except Exception as error:  # a projection may fail in any way; what fails again alone stops its lane
            if not _fault_of_event(error):
                raise
            return self._project_singly(connection, projection, place, batch)
        metrics.EVENTS.labels(projection.name).inc(len(batch))
        return True

    def _project_singly(
        self, connection: Connection, projection: Projection, place: Place, batch: Sequence[Recorded]
    ) -> bool:
        for recorded in batch:
            try:
                self._write(connection, projection, place.shard, [recorded])
            except Exception as error:  # the reason is kept with the lane, where people see it
                if not _fault_of_event(error):
                    raise
                self._stop(connection, projection, place.shard, recorded.position, error)
                return False
            metrics.EVENTS.labels(projection.name).inc()
        return True

    def _write(self, connection: Connection, projection: Projection, shard: int, batch: Sequence[Recorded]) -> None:
        with connection.begin_nested():
            run = projection.start()
            run.take(connection, batch)
            run.flush(connection)
            self._move(connection, projection, shard, position=batch[-1].position)

    def _advance_singly(self, connection: Connection, lanes: Sequence[Projection], place: Place) -> int:
        """Up to the event that cannot be decoded, one by one; there every lane of the shard stops."""
        count = 0
        while True:
            try:
                batch = self._follow(place.position, shard=place.shard, limit=1)
            except EventError as error:
                for projection in lanes:
                    self._stop(connection, projection, place.shard, _next_position(connection, place), error)
                return count
            lanes = [projection for projection in lanes if self._project(connection, projection, place, batch)]
            place, count = place._replace(position=batch[-1].position), count + 1

    def _stop(
        self, connection: Connection, projection: Projection, shard: int, position: int, error: Exception
    ) -> None:
        reason = f"{type(error).__name__}: {error}"
        _log.error("projection stopped", projection=projection.name, shard=shard, position=position, error=reason)
        metrics.STOPPED.labels(projection.name).inc()
        self._move(
            connection, projection, shard, stopped_at=self._clock(), stopped_position=position, error=reason[:2_000]
        )

    def _move(self, connection: Connection, projection: Projection, shard: int, **values: object) -> None:
        lane = (
            positions.c.projection == projection.name,
            positions.c.version == projection.version,
            positions.c.shard == shard,
        )
        connection.execute(update(positions).where(*lane).values(updated_at=self._clock(), **values))


def _next_position(connection: Connection, place: Place) -> int:
    found = connection.execute(text(statement("next_position")), place._asdict())
    return int(found.scalar_one())


def _fault_of_event(error: Exception) -> bool:
    """Whether trying the event again would fail again: a lost connection or a missing table is nobody's event."""
    return not isinstance(error, DBAPIError) or isinstance(error, DataError | IntegrityError)
