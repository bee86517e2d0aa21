"""The one guard: a name is resolved once, every address of it is checked, and connections go to checked ones only."""

import socket
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from functools import lru_cache

from services.crawler.fetch.addresses import is_private, is_public, parse_address
from services.crawler.fetch.deadline import remaining
from services.crawler.fetch.memory import Memory
from services.crawler.fetch.policy import FetchPolicy
from services.crawler.fetch.problems import ConnectFault, FetchFault

#: Ports of websites.
PORTS = frozenset({80, 443, 8080, 8443})
#: Seconds for which a resolved name is remembered.
_REMEMBERED = 300.0
#: Names that are resolved at the same time; a slow resolver holds only these.
_RESOLVERS = 16

#: From a host name to its addresses. Raises socket.gaierror.
Resolve = Callable[[str], list[str]]


def system_resolve(host: str) -> list[str]:
    """The addresses that the machine's resolver knows, in its order."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Guard:
    """Answers to which addresses a connection for a host and port may go."""

    def __init__(self, policy: FetchPolicy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._known: Memory[tuple[str, ...]] = Memory()
        self._threads = ThreadPoolExecutor(_RESOLVERS, thread_name_prefix="resolve")

    def close(self) -> None:
        """Let go of the resolver's threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The checked addresses. Raises FetchFault (blocked_address, dns, timeout)."""
        opened = self._policy.allow_private or f"{host}:{port}" in self._policy.private_hosts
        if port not in PORTS and not opened:
            raise FetchFault("blocked_address", f"port {port} is not a website's", permanent=True)
        found = self._resolved(host)
        if allowed := _allowed(found, opened=opened):
            return allowed
        listed = ", ".join(str(parse_address(text)) for text in found) or "no address"
        raise FetchFault("blocked_address", f"{host} is at {listed}, not a public address", permanent=True)

    def _resolved(self, host: str) -> tuple[str, ...]:
        known = self._known.get(host)
        if known is None:
            known = tuple(self._ask(host))
            self._known.put(host, known, _REMEMBERED)
        return known

    def _ask(self, host: str) -> list[str]:
        """In a thread, because the system's resolver knows no deadline."""
        asked: Future[list[str]] = self._threads.submit(self._resolve, host)
        try:
            return asked.result(min(self._policy.connect_timeout, remaining()))
        except FutureTimeout as error:
            asked.cancel()
            raise ConnectFault("dns", f"{host}: the resolver did not answer") from error
        except (socket.gaierror, UnicodeError) as error:
            raise ConnectFault("dns", f"{host}: {error}", permanent=_is_unknown(error)) from error


def _is_unknown(error: Exception) -> bool:
    """The name does not exist, as opposed to a resolver that has no answer now."""
    return not (isinstance(error, socket.gaierror) and error.errno in {socket.EAI_AGAIN, socket.EAI_FAIL})


@lru_cache(maxsize=4096)
def _allowed(resolved: tuple[str, ...], *, opened: bool) -> tuple[str, ...]:
    """Those of a name's addresses to which one may go; asked again for every request."""
    found = map(parse_address, resolved)
    return tuple(str(address) for address in found if is_public(address) or (opened and is_private(address)))
