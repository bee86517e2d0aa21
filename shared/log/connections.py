"""Connections of the log, in autocommit, so that one statement is one round trip and one transaction."""

import select
import threading
from collections.abc import Callable
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
    in the client, so borrowing must cost next to nothing: no ping, no reset, no events, no lock unless all are in use.
    """

    def __init__(self, url: str, most: int) -> None:
        self._address = libpq_url(url)
        self._most = most
        #: Free places; None is one whose connection is not made yet.
        self._places: list[Driver | None] = [None] * most
        self._freed = threading.Condition()
        self._waiting = 0
        self._closed = False

    @property
    def borrowed(self) -> int:
        """How many are in use."""
        return self._most - len(self._places)

    def close(self) -> None:
        """Closes the connections, those in use when they come back."""
        self._closed = True
        kept, self._places[:] = self._places[:], [None] * len(self._places)
        for connection in kept:
            if connection is not None:
                connection.close()

    def lend(self, work: Callable[[Driver], Result]) -> Result:
        """Does ``work`` with a connection, which is dropped if it breaks. Raises LogUnavailable."""
        connection = self._take()
        try:
            return work(connection)
        except psycopg.OperationalError as error:
            if not connection.broken:
                raise
            raise LogUnavailable(str(error)) from error
        finally:
            self._give_back(connection)

    def _take(self) -> Driver:
        [connection] = self._place() or self._place_freed()
        if connection is not None:
            if not closed_by_server(connection):
                return connection
            connection.close()
        try:
            return psycopg.connect(self._address, autocommit=True)
        except psycopg.OperationalError as error:
            self._free(None)
            raise LogUnavailable(str(error)) from error

    def _place(self) -> list[Driver | None]:
        """A free place, now taken; nothing where all are in use."""
        try:
            return [self._places.pop()]
        except IndexError:
            return []

    def _place_freed(self) -> list[Driver | None]:
        """The next place that is given back."""
        with self._freed:
            self._waiting += 1  # before looking once more, so that whoever gives one back meanwhile sees it
            try:
                found = self._freed.wait_for(self._place, PATIENCE)
            finally:
                self._waiting -= 1
        if not found:
            raise LogUnavailable(f"all {self._most} connections were in use for {PATIENCE:.0f} seconds")
        return found

    def _free(self, connection: Driver | None) -> None:
        self._places.append(connection)
        if self._waiting:
            with self._freed:
                self._freed.notify()

    def _give_back(self, connection: Driver) -> None:
        """Only one that is free for the next statement; whoever was interrupted may leave one that is not."""
        if connection.pgconn.transaction_status == TransactionStatus.IDLE and not self._closed:
            self._free(connection)
        else:
            connection.close()
            self._free(None)


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
    return connections.lend(work)


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
