"""Connections to checked addresses, kept alive per host; the only place that opens a socket."""

import socket
import ssl
from functools import partial
from typing import Any

from urllib3 import HTTPConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from services.crawler.fetch.deadline import TimedSocket, remaining
from services.crawler.fetch.guard import Guard
from services.crawler.fetch.problems import ConnectFault

#: Hosts whose connections are kept open.
_POOLS = 64


class _Guarded(HTTPConnection):
    """A connection that asks the guard where it may go. Name and certificate stay those of the host."""

    def __init__(self, *args: Any, guard: Guard, connect_timeout: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guard = guard
        self._connect_timeout = connect_timeout

    def _new_conn(self) -> socket.socket:
        host = self.host.strip("[]")
        return dial(self._guard.addresses(host, self.port), self.port, self._connect_timeout)


class _GuardedTLS(_Guarded, HTTPSConnection):
    """The same over TLS."""

    def connect(self) -> None:
        super().connect()
        # Without verification urllib3 would warn on every request; here the fault is a reported problem instead.
        self.is_verified = True


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


class Connections(PoolManager):
    """urllib3's pools, filled with guarded connections. It reads no proxy or other setting from the environment."""

    def __init__(self, guard: Guard, connect_timeout: float, context: ssl.SSLContext) -> None:
        super().__init__(_POOLS, ssl_context=context, maxsize=2)
        self._made = {
            "http": partial(_Guarded, guard=guard, connect_timeout=connect_timeout),
            "https": partial(_GuardedTLS, guard=guard, connect_timeout=connect_timeout),
        }

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> HTTPConnectionPool:
        pool = super()._new_pool(scheme, host, port, request_context)
        pool.ConnectionCls = self._made[scheme]  # type: ignore[assignment]
        return pool
