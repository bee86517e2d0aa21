"""A batch of one shard on its way into a view: up to the first event that cannot be understood or projected."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from services.worker.projections.base import Projection
from shared.events import EventError, Recorded
from shared.log import Log, LogUnavailable
from shared.views.statements import statement


class Stop(NamedTuple):
    """The event (by position) at which a lane stands still, and why."""

    position: int
    error: str


class Batch(NamedTuple):
    """Events of a shard, in order. stop: the event after them, where it cannot be decoded."""

    events: Sequence[Recorded]
    stop: Stop | None = None


class Outcome(NamedTuple):
    """How far a view came in a batch. taken: events written, from the first on; stop: the event after them."""

    taken: Sequence[Recorded]
    stop: Stop | None = None


def read_batch(connection: Connection, log: Log, shard: int, after: int, limit: int) -> Batch:
    """The next events of a shard, decoded. connection: any; asked only for the place of an event that stays unread."""
    try:
        return Batch(log.follow(after, shard=shard, limit=limit))
    except EventError:
        return _read_singly(connection, log, shard, after)


def project(connection: Connection, projection: Projection, batch: Batch) -> Outcome:
    """Write the batch, or what comes before its first event that cannot be projected, in the caller's transaction.

    Only an event's own fault stops a view; whatever else goes wrong (a lost connection) is raised.
    """
    if not batch.events:
        return Outcome((), batch.stop)
    try:
        _write(connection, projection, batch.events)
    except Exception as error:  # a projection may fail in any way; what fails again alone stops its lane
        if not fault_of_event(error):
            raise
        return _project_singly(connection, projection, batch)
    return Outcome(batch.events, batch.stop)


def write(connection: Connection, projection: Projection, events: Sequence[Recorded]) -> None:
    """Write what the events change in the view; most views have nothing to do with most events."""
    skips = projection.skips
    if all(recorded.type in skips for recorded in events):
        return
    run = projection.start()
    run.take(connection, events)
    run.flush(connection)


def fault_of_event(error: Exception) -> bool:
    """Whether trying the event again would fail again: a lost connection or a missing table is nobody's event."""
    if isinstance(error, DBAPIError):
        return isinstance(error, DataError | IntegrityError)
    return not isinstance(error, LogUnavailable)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold back Python's search for cycles: a batch makes many objects, no cycles, and the search is dear.

    Counted references free the objects all the same; what the search is for waits until after the batch.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read_singly(connection: Connection, log: Log, shard: int, after: int) -> Batch:
    events: list[Recorded] = []
    while True:
        try:
            events += log.follow(after, shard=shard, limit=1)
        except EventError as error:
            return Batch(events, _stop(_next_position(connection, shard, after), error))
        after = events[-1].position


def _project_singly(connection: Connection, projection: Projection, batch: Batch) -> Outcome:
    for place, recorded in enumerate(batch.events):
        try:
            _write(connection, projection, [recorded])
        except Exception as error:  # the reason is kept with the lane, where people see it
            if not fault_of_event(error):
                raise
            return Outcome(batch.events[:place], _stop(recorded.position, error))
    return Outcome(batch.events, batch.stop)


def _write(connection: Connection, projection: Projection, events: Sequence[Recorded]) -> None:
    with connection.begin_nested():
        write(connection, projection, events)


def _stop(position: int, error: Exception) -> Stop:
    return Stop(position, f"{type(error).__name__}: {error}"[:2_000])


def _next_position(connection: Connection, shard: int, after: int) -> int:
    found = connection.execute(text(statement("next_position")), {"shard": shard, "position": after})
    return int(found.scalar_one())
