"""Watching the score view: which position each shard had reached, and when."""

import threading
import time
from bisect import bisect_left
from collections.abc import Iterable
from types import TracebackType
from typing import Self

import psycopg

from services.bench.ground import Database
from services.bench.posting import Posted
from services.worker.projections.scores import ScoresView
from shared.log import shard_of
from shared.log.shards import SHARDS
from shared.postgres import libpq_url

#: Seconds between two looks: what a delay may be overstated by.
LOOK_SECONDS = 0.02
#: Seconds after which an answer that is in no view is taken for lost.
PATIENCE = 30.0

_QUERY = "SELECT shard, position FROM views.projection_positions WHERE projection = %s"

#: When it was looked, and the position that each shard had reached.
Look = tuple[float, list[int]]


class Arrivals:
    """Looks, from entering until all that was posted has arrived."""

    def __init__(self, database: Database) -> None:
        self._url = libpq_url(database.url)
        self._looks: list[Look] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="arrivals")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def delays(self, posted: Iterable[Posted]) -> list[float]:
        """Seconds from when each answer was due until it was seen in the view. Raises TimeoutError for one not seen."""
        return [self._seen(shard_of(f"unit/{each.unit}"), each.position) - each.due for each in posted]

    def _seen(self, shard: int, position: int) -> float:
        deadline = time.monotonic() + PATIENCE
        while not (self._looks and self._looks[-1][1][shard] >= position):
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise TimeoutError(f"position {position} is not in the score view")
            self._stop.wait(LOOK_SECONDS)
        return self._looks[bisect_left(self._looks, position, key=lambda look: look[1][shard])][0]

    def _watch(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self._stop.wait(LOOK_SECONDS):
                rows = connection.execute(_QUERY, (ScoresView.name,)).fetchall()
                positions = [0] * SHARDS
                for shard, position in rows:
                    positions[shard] = position
                self._looks.append((time.monotonic(), positions))
