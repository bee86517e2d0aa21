"""Connections of the log, in autocommit, so that one statement is one round trip and one transaction."""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Any, TypeVar

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection
from sqlalchemy.exc import DisconnectionError

from shared.log.errors import LogUnavailable
from shared.postgres import libpq_url

#: Seconds that a thread waits for a connection while others use them all.
PATIENCE = 30.0

Result = TypeVar("Result")
Driver = psycopg.Connection[tuple[Any, ...]]


class RawJson(Loader):
    """Hands JSON over as it came, for the decoder that knows the event's shape."""

    def load(self, data: Buffer) -> bytes:
        """The text of the value, UTF-8."""
        return bytes(data)


class Connections:
    """At most ``most`` connections, made when they are needed; the one used last is used next.

    Ones that the server has closed meanwhile are replaced before they are used. An append spends a third of its time
    in the client, so borrowing must cost next to nothing: no ping, no reset, no events.
    """

    def __init__(self, url: str, most: int) -> None:
        self._address = libpq_url(url)
        self._places: LifoQueue[Driver | None] = LifoQueue()
        self._most = most
        self._closed = False
        for _ in range(most):
            self._places.put(None)

    @property
    def borrowed(self) -> int:
        """How many are in use."""
        return self._most - self._places.qsize()

    def close(self) -> None:
        """Closes the connections, those in use when they come back."""
        self._closed = True
        kept = [self._places.get_nowait() for _ in range(self._places.qsize())]
        for connection in kept:
            if connection is not None:
                connection.close()
            self._places.put(None)

    @contextmanager
    def borrow(self) -> Iterator[Driver]:
        """A connection; a broken one is dropped. Raises LogUnavailable."""
        connection = self._take()
        try:
            yield connection
        except psycopg.OperationalError as error:
            if not connection.broken:
                raise
            raise LogUnavailable(str(error)) from error
        finally:
            self._give_back(connection)

    def _take(self) -> Driver:
        try:
            connection = self._places.get(timeout=PATIENCE)
        except Empty:
            raise LogUnavailable(f"all {self._most} connections were in use for {PATIENCE:.0f} seconds") from None
        if connection is not None:
            if not closed_by_server(connection):
                return connection
            connection.close()
        try:
            return psycopg.connect(self._address, autocommit=True)
        except psycopg.OperationalError as error:
            self._places.put(None)
            raise LogUnavailable(str(error)) from error

    def _give_back(self, connection: Driver) -> None:
        """Only one that is free for the next statement; whoever was interrupted may leave one that is not."""
        if connection.pgconn.transaction_status == TransactionStatus.IDLE and not self._closed:
            self._places.put(connection)
        else:
            connection.close()
            self._places.put(None)


def driver_of(connection: Connection) -> Driver:
    """The connection below SQLAlchemy's, in the same transaction; neither would commit one that it never began."""
    if not connection.in_transaction():
        connection.begin()
    driver = _psycopg(connection.connection.driver_connection)
    if driver.pgconn.transaction_status == TransactionStatus.IDLE:
        driver.pgconn.exec_(b"BEGIN")
    return driver


def repeating(connections: Connections, work: Callable[[Driver], Result]) -> Result:
    """Does ``work``, and once more on a new connection if the connection is lost. It must bear being done twice."""
    try:
        return once(connections, work)
    except LogUnavailable:
        return once(connections, work)


def once(connections: Connections, work: Callable[[Driver], Result]) -> Result:
    """Does ``work`` once: after a lost connection nobody knows whether it was done."""
    with connections.borrow() as connection:
        return work(connection)


def closed_by_server(connection: Driver) -> bool:
    """Whether the server has closed it; asking costs no round trip: such a one has something to read unasked."""
    return connection.closed or bool(select.select([connection.fileno()], [], [], 0)[0])


def replace_if_closed(connection: Driver, _record: Any, _proxy: Any) -> None:
    """For the checkout event of a pool of SQLAlchemy: replaces a connection that the server has closed."""
    if closed_by_server(connection):
        raise DisconnectionError


def _psycopg(connection: Any) -> Driver:
    if not isinstance(connection, psycopg.Connection):
        raise TypeError(f"the log needs a connection of psycopg, not {type(connection)}")
    return connection
