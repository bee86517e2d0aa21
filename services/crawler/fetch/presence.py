"""By what crawlers on one database see whether another still lives: a lock that ends with its session."""

import random
import threading
import time
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, text

#: The first half of the locks' numbers: locks of this kind, and no others.
_KIND = 0x5355_4352
#: Of the second half: one for each process.
_BITS = 31
#: Names of holders are UUIDs of version 8, which begin with their process's number.
_VERSION = 8
#: Seconds after which the session is asked whether it still is one.
_SURE_FOR = 5.0

_LOCK = text("SELECT pg_advisory_lock(:kind, :number)")
#: Gives back the turn at a server whose holder's process has no session any more; it rests as after any request.
GIVE_BACK_OF_THE_DEAD = text(f"""
UPDATE public.crawler_turns SET holder = NULL, held_until = NULL,
       free_at = clock_timestamp() + make_interval(secs => :pause)
WHERE server = :server AND substr(holder::text, 15, 1) = '{_VERSION}' AND NOT EXISTS (
    SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE locktype = 'advisory' AND datname = current_database() AND classid = {_KIND} AND objsubid = 2
      AND objid::bigint = ('x' || left(holder::text, 8))::bit(32)::bigint)
""")  # noqa: S608 - numbers of ours


class Presence:
    """The presence of this process. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._session: Connection | None = None
        self._number = 0
        self._seen = 0.0

    def holder(self) -> UUID:
        """A new name for who takes a turn, by which others can tell whether its process lives. Raises DBAPIError."""
        with self._lock:
            self._ensure()
            number = self._number
        named = (uuid4().int & ~(0xFFFF_FFFF << 96) & ~(0xF << 76)) | number << 96 | _VERSION << 76
        return UUID(int=named)

    def lose(self) -> None:
        """Forget the session: what it shared a database with is out of reach."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    def _ensure(self) -> None:
        if self._session is None:
            self._session, self._number = self._opened()
        elif time.monotonic() - self._seen > _SURE_FOR:
            self._session.execute(text("SELECT"))
        self._seen = time.monotonic()

    def _opened(self) -> tuple[Connection, int]:
        """A session outside of the pool, so that it ends when it is closed."""
        session = self._engine.connect()
        session.detach()
        number = random.getrandbits(_BITS)
        session.execute(_LOCK, {"kind": _KIND, "number": number})
        return session, number
