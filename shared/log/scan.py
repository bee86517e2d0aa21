"""Reading a long stretch of the log fast: in windows of positions, each fetched while the one before is worked on."""

from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.pq import Format

from shared.events import Recorded
from shared.log.connections import Driver
from shared.log.errors import LogUnavailable
from shared.log.recorded import decode_rows
from shared.log.statements import statement
from shared.postgres import libpq_url

#: Positions in one window. Two windows of rows are in memory at a time: a few megabytes.
WINDOW = 5_000


class Window(NamedTuple):
    """The events up to position ``last``, from where the window before ended."""

    last: int
    events: list[Recorded]


class _RawJson(Loader):
    """JSON undecoded, from the binary format: its text stands after one byte of version."""

    format = Format.BINARY

    def load(self, data: Buffer) -> bytes:
        return bytes(data)[1:]


def scan(url: str, after: int, upto: int, *, skipping: Collection[str] = (), window: int = WINDOW) -> Iterator[Window]:
    """All events after a position up to another, except those of types to skip, which are not even fetched.

    upto: no more than the log's head, so that nothing is missed. Raises EventError where an event cannot be
    understood, LogUnavailable.
    """
    windows = [(start, min(start + window, upto)) for start in range(after, upto, window)]
    try:
        with psycopg.connect(libpq_url(url), autocommit=True) as connection, ThreadPoolExecutor(1) as ahead:
            fetched = deque[Future[list[Any]]]()
            for place, (_, last) in enumerate(windows):
                for start, end in windows[place + len(fetched) : place + 2]:
                    fetched.append(ahead.submit(_rows, connection, start, end, list(skipping)))
                yield Window(last, decode_rows(fetched.popleft().result()))
    except psycopg.OperationalError as error:
        raise LogUnavailable(str(error)) from error


def _rows(connection: Driver, after: int, last: int, skipping: list[str]) -> list[Any]:
    with connection.cursor(binary=True) as cursor:
        cursor.adapters.register_loader("jsonb", _RawJson)
        return cursor.execute(statement("scan"), (after, last, skipping)).fetchall()
