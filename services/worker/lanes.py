"""The lanes in the database: where they stand, and who has them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, text, update

from services.worker.projections.base import Projection
from shared.log import SHARDS
from shared.views.statements import statement
from shared.views.tables import projection_positions as positions

#: A lane that no event stops.
_GOING = {"stopped_at": None, "stopped_position": None, "error": None}


class Place(NamedTuple):
    """A shard, and the position after which its lanes go on."""

    shard: int
    position: int


class Lane(NamedTuple):
    """One projection in one shard, and its position."""

    projection: str
    shard: int
    position: int

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.shard, self.position)


class Lanes:
    """The lanes of the projections given, of this release's versions."""

    def __init__(self, projections: Sequence[Projection]) -> None:
        self._versions = {projection.name: projection.version for projection in projections}
        self._current = {"names": list(self._versions), "versions": list(self._versions.values())}

    def prepare(self, connection: Connection, now: datetime) -> None:
        """Make missing lanes, and give stopped ones another try: this release may understand the event.

        A view that has lanes of another version gets none: only a rebuild may start it anew.
        """
        connection.execute(text(statement("make_lanes")), self._current | {"now": now, "shards": SHARDS})
        connection.execute(update(positions).where(positions.c.stopped_at.is_not(None)).values(_GOING))

    def waiting(self, connection: Connection) -> list[Place]:
        """The places at which events wait."""
        rows = connection.execute(text(statement("waiting_lanes")), self._current)
        return [Place(row.shard, row.position) for row in rows]

    def take(self, connection: Connection, places: Iterable[Place], names: Iterable[str] | None = None) -> list[Lane]:
        """Lease the lanes that stand at these places until the transaction ends, but for those that others have.

        names: only of these projections.
        """
        shards, reached = zip(*places, strict=True)
        wanted = list(self._versions if names is None else names)
        versions = [self._versions[name] for name in wanted]
        parameters = {"names": wanted, "versions": versions, "shards": list(shards), "positions": list(reached)}
        return [Lane(*row) for row in connection.execute(text(statement("take_lanes")), parameters)]

    def move(self, connection: Connection, lanes: Sequence[Lane], now: datetime) -> None:
        """Set leased lanes to the positions that they have here, in the transaction of their rows."""
        if lanes:
            names, shards, reached = (list(column) for column in zip(*lanes, strict=True))
            moved = {"projections": names, "shards": shards, "positions": reached, "now": now}
            connection.execute(text(statement("move_lanes")), self._current | moved)

    def stop(self, connection: Connection, lane: Lane, error: str, now: datetime) -> None:
        """Let a leased lane stand still before the event at this position."""
        stopped = {"stopped_at": now, "stopped_position": lane.position, "error": error, "updated_at": now}
        whose = (
            positions.c.projection == lane.projection,
            positions.c.version == self._versions[lane.projection],
            positions.c.shard == lane.shard,
        )
        connection.execute(update(positions).where(*whose).values(stopped))
