"""Brings the views up to the log. A *lane* is one projection in one shard; its row of positions is its lease."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog
from sqlalchemy import Connection, Engine

from services.worker import metrics
from services.worker.batches import Stop, fault_of_event, project, read_batch, without_collecting, write
from services.worker.lanes import Lane, Lanes, Place
from services.worker.projections.base import Projection
from shared.events import Recorded
from shared.log import Log

#: Events read and projected in one transaction: enough to make the transaction's cost small, few enough for the memory.
BATCH = 5_000
#: Shards in which fewer events than this wait share one transaction.
FEW = 200
#: Where as many events came at once, other views than those that come first wait, for so many seconds at most: at a
#: steady stream several events of a unit are then written at once, and nobody waits for the first views meanwhile.
BUSY, LATER_SECONDS = 10, 1.0

_log = structlog.get_logger(__name__)


class Projector:
    """Advances all lanes of the projections given. Any number may run at once, in any number of processes."""

    def __init__(
        self,
        engine: Engine,
        log: Log,
        projections: Sequence[Projection],
        *,
        batch: int = BATCH,
        later: float = LATER_SECONDS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._log = log
        self._projections = {projection.name: projection for projection in projections}
        self._lanes = Lanes(projections)
        turns = ([each.name for each in projections if each.first == first] for first in (True, False))
        self._turns = [turn for turn in turns if turn]
        self._all_brought_up = 0.0
        self._batch = batch
        self._few = min(FEW, batch)
        self._later = later
        self._clock = clock

    def prepare(self) -> None:
        """Make missing lanes, and give stopped ones another try. See Lanes."""
        with self._engine.begin() as connection:
            self._lanes.prepare(connection, self._clock())

    def drain(self, stop: threading.Event | None = None) -> int:
        """Project everything that waits; the number of events projected. Ends after a batch once ``stop`` is set."""
        total = 0
        while advanced := self.sweep(stop):
            total += advanced
        return total

    def sweep(self, stop: threading.Event | None = None) -> int:
        """Project one batch of every shard that waits; the number of events. 0: nothing waits, or ``stop`` is set."""
        if stop is not None and stop.is_set():
            return 0
        with self._engine.connect() as connection:
            places = self._lanes.waiting(connection)
        advanced, left = self._advance_together(places) if places else (0, places)
        for place in left:
            if stop is not None and stop.is_set():
                return 0
            advanced += self._advance(place)
        return advanced

    def _advance_together(self, places: Sequence[Place]) -> tuple[int, Sequence[Place]]:
        """Events of all shards in which few wait, in one transaction for the views that come first and one for all
        others; how many, and the places left for themselves.

        At a steady trickle the transaction costs far more than its events. Where an event is at fault all are left.
        """
        advanced, left = 0, set[Place]()
        try:
            for turn in self._turns:
                if advanced >= BUSY and time.monotonic() < self._all_brought_up + self._later:
                    return advanced, sorted(left)
                with without_collecting(), self._engine.begin() as connection:
                    count, more = self._project_together(connection, places, turn)
                advanced, left = max(advanced, count), left | more
            self._all_brought_up = time.monotonic()
        except Exception as error:  # an event may be at fault in any way: alone it is found, and stops its lane
            if not fault_of_event(error):
                raise
            return advanced, places
        return advanced, sorted(left)

    def _project_together(
        self, connection: Connection, places: Sequence[Place], names: Sequence[str]
    ) -> tuple[int, set[Place]]:
        lanes = self._lanes.take(connection, places, names)
        waiting = self._waiting({lane.place for lane in lanes})
        few = [lane for lane in lanes if lane.place in waiting]
        for name in names:
            mine = (recorded for lane in few if lane.projection == name for recorded in waiting[lane.place])
            write(connection, self._projections[name], sorted(mine, key=lambda recorded: recorded.position))
        moved = [lane._replace(position=waiting[lane.place][-1].position) for lane in few]
        self._move(connection, moved, [len(waiting[lane.place]) for lane in few])
        left = {lane.place for lane in lanes}.difference(waiting)
        return sum(len(events) for events in waiting.values()), left

    def _waiting(self, places: set[Place]) -> dict[Place, list[Recorded]]:
        """What waits at these places; without those at which it is much. Raises EventError."""
        after: dict[int, int] = {}
        for shard, position in places:
            after[shard] = min(position, after.get(shard, position))
        found: defaultdict[int, list[Recorded]] = defaultdict(list)
        for recorded in self._log.follow_shards(after, limit=self._few):
            found[recorded.shard].append(recorded)
        few = {
            place: [recorded for recorded in found[place.shard] if recorded.position > place.position]
            for place in places
            if len(found[place.shard]) < self._few
        }
        return {place: events for place, events in few.items() if events}

    def _advance(self, place: Place) -> int:
        """One batch of one shard: rows and positions in one transaction. 0 where another worker is at it."""
        with without_collecting(), self._engine.begin() as connection:
            lanes = self._lanes.take(connection, [place])
            if not lanes:
                return 0
            batch = read_batch(connection, self._log, place.shard, place.position, self._batch)
            for lane in lanes:
                projection = self._projections[lane.projection]
                taken, stop = project(connection, projection, batch)
                if taken:
                    self._move(connection, [lane._replace(position=taken[-1].position)], [len(taken)])
                if stop:
                    self._stop(connection, projection, place.shard, stop)
        return len(batch.events)

    def _move(self, connection: Connection, lanes: Sequence[Lane], events: Sequence[int]) -> None:
        """Set the lanes where their views came to, in the transaction of the rows. events: of each, to be counted."""
        self._lanes.move(connection, lanes, self._clock())
        for lane, count in zip(lanes, events, strict=True):
            metrics.EVENTS.labels(lane.projection).inc(count)

    def _stop(self, connection: Connection, projection: Projection, shard: int, stop: Stop) -> None:
        report_stop(projection, shard, stop)
        self._lanes.stop(connection, Lane(projection.name, shard, stop.position), stop.error, self._clock())


def report_stop(projection: Projection, shard: int, stop: Stop) -> None:
    """Tell the log of this process, and count it, that an event stopped a shard of a view."""
    where = {"projection": projection.name, "shard": shard, "position": stop.position}
    _log.error("projection stopped", **where, error=stop.error)
    metrics.STOPPED.labels(projection.name).inc()
