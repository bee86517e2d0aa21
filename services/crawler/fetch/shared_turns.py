"""Turns at servers shared by all crawlers through PostgreSQL: one request at a time, and the pause, for all together.

A row for each server says who asks now and from when on it may be asked. The turn of a crawler that died is given back
as soon as the database sees its session end, and with its lease where that stays unseen, as when a machine leaves the
network. Should the database be out of reach, the turns of this process still hold.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from types import TracebackType
from typing import Self, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from services.crawler.fetch.presence import GIVE_BACK_OF_THE_DEAD, Presence
from services.crawler.fetch.turns import LocalTurns, Rest

#: Seconds after which a turn counts as given back, whatever became of who had it: longer than any fetch may take.
LEASE = 60.0
#: Seconds between two looks at a server that somebody else is asking.
LOOK_AGAIN = 0.1
#: Looks after which it is asked whether whoever holds the turn still lives.
LOOKS_AT_A_LIVING = 5
#: Servers that nobody has asked for so many seconds are forgotten, about once in so many turns.
FORGET_AFTER, FORGET_EVERY = 3600, 500

#: Takes the turn if the server is free; otherwise tells after how many seconds it may be.
_TAKE = text("""
WITH taken AS (
    INSERT INTO public.crawler_turns AS turn (server, holder, held_until)
    VALUES (:server, :holder, clock_timestamp() + make_interval(secs => :lease))
    ON CONFLICT (server) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE turn.free_at <= clock_timestamp() AND (turn.holder IS NULL OR turn.held_until <= clock_timestamp())
    RETURNING true
)
SELECT EXISTS (SELECT FROM taken),
       (SELECT extract(epoch FROM free_at - clock_timestamp()) FROM public.crawler_turns
        WHERE server = :server AND holder IS NULL AND free_at > '-infinity')
""")
_GIVE_BACK = text("""
UPDATE public.crawler_turns SET holder = NULL, held_until = NULL,
       free_at = clock_timestamp() + make_interval(secs => :pause)
WHERE server = :server AND holder = :holder
""")
_FORGET = text("""
DELETE FROM public.crawler_turns
WHERE free_at < clock_timestamp() - make_interval(secs => :seconds)
  AND (held_until IS NULL OR held_until < clock_timestamp())
""")

_Answer = TypeVar("_Answer")

_log = structlog.get_logger(__name__)


class SharedTurns:
    """Turns among all crawlers on one database. Threads of this process first take turns among themselves."""

    def __init__(self, engine: Engine, *, lease: float = LEASE, sleep: Callable[[float], None] = time.sleep) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._local = LocalTurns(sleep=sleep)
        self._presence = Presence(self._engine)
        self._lease = lease
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._presence.lose()

    @contextmanager
    def turn(self, server: str, pause: float) -> Iterator[Rest]:
        """See Turns."""
        with self._local.turn(server, pause) as rest:
            holder = self._asked(lambda connection: self._wait(connection, server, pause))
            try:
                yield rest
            finally:
                if holder is not None:
                    self._asked(lambda connection: self._give_back(connection, server, holder, rest.seconds))

    def _wait(self, connection: Connection, server: str, pause: float) -> UUID:
        """Waits for the turn and takes it; by what name."""
        holder = self._presence.holder()
        asked = {"server": server, "holder": holder, "lease": self._lease}
        for look in count(1):
            taken, seconds = connection.execute(_TAKE, asked).one()
            if taken:
                break
            if look % LOOKS_AT_A_LIVING == 0:
                connection.execute(GIVE_BACK_OF_THE_DEAD, {"server": server, "pause": pause})
            self._sleep(max(LOOK_AGAIN, float(seconds or 0.0)))
        return holder

    def _give_back(self, connection: Connection, server: str, holder: UUID, pause: float) -> None:
        connection.execute(_GIVE_BACK, {"server": server, "holder": holder, "pause": pause})
        if random.randrange(FORGET_EVERY) == 0:  # noqa: S311 - nothing secret
            connection.execute(_FORGET, {"seconds": FORGET_AFTER})

    def _asked(self, ask: Callable[[Connection], _Answer]) -> _Answer | None:
        try:
            with self._engine.connect() as connection:
                return ask(connection)
        except DBAPIError as error:
            _log.warning("turns not shared", error=str(error.orig))
            self._presence.lose()
            return None
