"""How far the views have come, and waiting until they have come further.

A view has *reached* a position when no event up to it waits in any shard. Lags are read from the log's own index, so a
shard without events never looks late.
"""

import time
from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Engine, text

from shared.log import shard_of
from shared.log.connections import Driver
from shared.views.statements import ask, statement

#: Seconds between two looks while waiting for a view: doubled each time, up to LONGEST_PAUSE.
FIRST_PAUSE = 0.005
LONGEST_PAUSE = 0.05


class StoppedShard(msgspec.Struct, frozen=True):
    """A shard in which a projection met an event that it cannot project. position: of that event."""

    shard: int
    position: int
    stopped_at: datetime
    error: str


class Lag(msgspec.Struct, frozen=True):
    """How far one projection has come; behind: events that wait, stopped shards included."""

    projection: str
    version: int
    position: int
    head: int
    behind: int
    stopped: tuple[StoppedShard, ...] = ()


def position(connection: Connection | Driver, projection: str | None = None, *, unit: str | None = None) -> int:
    """The position up to which the view (all views) has everything: of the unit's shard, or of all shards."""
    shard = _shard(unit)
    ((found,),) = ask(connection, "position", {"projection": projection, "shard": shard})
    return int(found)


def reached(
    connection: Connection, wanted: int, *, unit: str | None = None, projections: Collection[str] | None = None
) -> bool:
    """Whether the views have everything up to position ``wanted`` (of the unit; of all units)."""
    names = None if projections is None else list(projections)
    parameters = {"wanted": wanted, "shard": _shard(unit), "projections": names}
    return bool(connection.execute(text(statement("reached")), parameters).scalar_one())


def wait_until(
    engine: Engine,
    wanted: int,
    *,
    unit: str | None = None,
    projections: Collection[str] | None = None,
    timeout: float = 5.0,
) -> bool:
    """Wait until the views have reached ``wanted``; False if they have not within ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    pause = FIRST_PAUSE
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not reached(connection, wanted, unit=unit, projections=projections):
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return False
            time.sleep(min(pause, remaining))
            pause = min(2 * pause, LONGEST_PAUSE)
    return True


def lags(connection: Connection) -> tuple[Lag, ...]:
    """Every projection with its lag and stopped shards, by name."""
    rows = connection.execute(text(statement("lags"))).mappings()
    return tuple(msgspec.convert(dict(row), Lag) for row in rows)


def _shard(unit: str | None) -> int | None:
    return None if unit is None else shard_of(f"unit/{unit}")
