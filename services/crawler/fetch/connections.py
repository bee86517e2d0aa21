"""Connections to checked addresses, kept alive per host; the only place that opens a socket."""

import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from services.crawler.fetch.deadline import TimedSocket, remaining
from services.crawler.fetch.guard import Guard
from services.crawler.fetch.problems import ConnectFault
from services.crawler.fetch.urls import Target

#: Hosts whose connections are left open at most.
_LEFT_OPEN = 64


class _Guarded(HTTPConnection):
    """A connection that asks the guard where it may go. Name and certificate stay those of the host."""

    def __init__(self, *args: Any, guard: Guard, connect_timeout: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard
        self._connect_timeout = connect_timeout

    def _new_conn(self) -> socket.socket:
        return dial(self._guard.addresses(self.host, self.port), self.port, self._connect_timeout)


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same over TLS."""


def dial(addresses: tuple[str, ...], port: int, timeout: float) -> socket.socket:
    """A connection to the first address that answers. Raises ConnectFault (refused, timeout)."""
    faults: list[ConnectFault] = []
    for address in addresses:
        try:
            return _connected(address, port, min(timeout, remaining()))
        except TimeoutError:
            faults.append(ConnectFault("timeout", f"{address} port {port} did not answer"))
        except OSError as error:
            faults.append(ConnectFault("refused", f"{address} port {port}: {error.strerror or error}"))
    raise faults[-1]


def _connected(address: str, port: int, timeout: float) -> socket.socket:
    made = TimedSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.settimeout(timeout)
        made.connect((address, port))
    except BaseException:
        made.close()
        raise
    return made


class Connections:
    """Connections to checked addresses, one of each host left open for its next request; safe to share between threads.

    They read no proxy or other setting from the environment. trust: makes the context of TLS, where it is asked for.
    """

    def __init__(self, guard: Guard, connect_timeout: float, trust: Callable[[], ssl.SSLContext]) -> None:
        self._guard = guard
        self._connect_timeout = connect_timeout
        self._trust = trust
        self._open: OrderedDict[str, HTTPConnection] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def lent(self, target: Target) -> Iterator[HTTPConnection]:
        """The connection left open to the target's host, or a new one; closed where it is of no more use. Afterwards it
        is left open, unless anything was raised."""
        connection = self._taken(target)
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._leave(target, connection)

    def _taken(self, target: Target) -> HTTPConnection:
        with self._lock:
            left = self._open.pop(target.origin, None)
        if left is None:
            return self._made(target)
        if not left.is_connected:  # the server has closed it, or said more than it was asked
            left.close()
        return left

    def _leave(self, target: Target, connection: HTTPConnection) -> None:
        """Those left open longest are closed where there are too many."""
        with self._lock:
            spare = [self._open.pop(target.origin, None)]
            self._open[target.origin] = connection
            spare += [self._open.popitem(last=False)[1]] if len(self._open) > _LEFT_OPEN else []
        for each in filter(None, spare):
            each.close()

    def close(self) -> None:
        """Close all that were left open."""
        with self._lock:
            left, self._open = self._open, OrderedDict()
        for each in left.values():
            each.close()

    def _made(self, target: Target) -> HTTPConnection:
        host, port = target.host.strip("[]"), target.port
        if target.scheme == "http":
            return _Guarded(host, port, guard=self._guard, connect_timeout=self._connect_timeout)
        return _GuardedTLS(
            host, port, guard=self._guard, connect_timeout=self._connect_timeout, ssl_context=self._context
        )

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._trust()
