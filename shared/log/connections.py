"""Connections of the log: a pool in autocommit, so that one statement is one round trip and one transaction."""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg.adapt import Buffer, Loader
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, InvalidRequestError
from sqlalchemy.pool import PoolProxiedConnection

from shared.log.errors import LogUnavailable
from shared.postgres import sqlalchemy_url

Result = TypeVar("Result")
Driver = psycopg.Connection[tuple[Any, ...]]


class RawJson(Loader):
    """Hands JSON over as it came, for the decoder that knows the event's shape."""

    def load(self, data: Buffer) -> bytes:
        """The text of the value, UTF-8."""
        return bytes(data)


def log_engine(url: str, *, connections: int) -> Engine:
    """A pool of at most ``connections`` connections. Ones that the server has closed meanwhile are replaced unused."""
    engine = create_engine(
        sqlalchemy_url(url),
        isolation_level="AUTOCOMMIT",
        pool_size=connections,
        max_overflow=0,
        pool_reset_on_return=None,
    )
    event.listen(engine, "checkout", replace_if_closed)
    return engine


@contextmanager
def driver(engine: Engine) -> Iterator[Driver]:
    """A connection of the pool; a broken one is dropped. Raises LogUnavailable."""
    pooled = _checked_out(engine)
    connection = _psycopg(pooled.driver_connection)
    try:
        yield connection
    except psycopg.OperationalError as error:
        if not connection.broken:
            raise
        pooled.invalidate(error)
        raise LogUnavailable(str(error)) from error
    finally:
        pooled.close()


def driver_of(connection: Connection) -> Driver:
    """The connection below SQLAlchemy's, in the same transaction; SQLAlchemy would not commit one it never began."""
    if not connection.in_transaction():
        connection.begin()
    return _psycopg(connection.connection.driver_connection)


def repeating(engine: Engine, work: Callable[[Driver], Result]) -> Result:
    """Does ``work``, and once more on a new connection if the connection is lost. It must bear being done twice."""
    try:
        with driver(engine) as connection:
            return work(connection)
    except LogUnavailable:
        with driver(engine) as connection:
            return work(connection)


def once(engine: Engine, work: Callable[[Driver], Result]) -> Result:
    """Does ``work`` once: after a lost connection nobody knows whether it was done."""
    with driver(engine) as connection:
        return work(connection)


def _checked_out(engine: Engine) -> PoolProxiedConnection:
    try:
        return engine.raw_connection()
    except (psycopg.OperationalError, InvalidRequestError) as error:
        # The pool says InvalidRequestError when one connection after another turns out to be closed.
        raise LogUnavailable(str(error)) from error


def _psycopg(connection: Any) -> Driver:
    if not isinstance(connection, psycopg.Connection):
        raise TypeError(f"the log needs a connection of psycopg, not {type(connection)}")
    return connection


def replace_if_closed(connection: Driver, _record: Any, _proxy: Any) -> None:
    """For the pool's checkout event: replaces a connection that the server has closed; asking costs no round trip.

    Such a connection has something to read although nothing was asked.
    """
    if select.select([connection.fileno()], [], [], 0)[0]:
        raise DisconnectionError
