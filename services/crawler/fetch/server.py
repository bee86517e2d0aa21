"""Asking one server politely: its turn, its Retry-After, a second try, and TLS faults apart from content."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from services.crawler.fetch.addresses import is_public, parse_address
from services.crawler.fetch.connections import Connections
from services.crawler.fetch.deadline import deadline
from services.crawler.fetch.exchange import Answer, Caps, exchange
from services.crawler.fetch.guard import Guard
from services.crawler.fetch.memory import Memory
from services.crawler.fetch.policy import Budget, FetchPolicy
from services.crawler.fetch.problems import ConnectFault, FetchFault
from services.crawler.fetch.turns import Turns
from services.crawler.fetch.urls import Target

#: Seconds for which a server that could not be reached is not tried again.
_DOWN = 300.0
#: Seconds for which a TLS fault is remembered, so that not every page fails twice.
_TLS = 3600.0
_RETRIED = frozenset({429, 502, 503, 504})
#: Longest time, in seconds, for which a server is left alone because it asked for it.
_LONGEST_REST = 3600.0


@dataclass
class Allowance:
    """Seconds that a fetch may still spend on the network; waiting for a turn costs nothing."""

    left: float

    @contextmanager
    def spend(self) -> Iterator[None]:
        """Run under what is left, and count it. Raises FetchFault (timeout) when nothing is left."""
        if self.left <= 0:
            raise FetchFault("timeout", "no whole answer within the deadline")
        started = time.monotonic()
        try:
            with deadline(self.left):
                yield
        finally:
            self.left -= time.monotonic() - started


@dataclass(frozen=True)
class Request:
    """What to ask. validators: headers of a conditional request; delay: pause that robots.txt asks for, seconds."""

    target: Target
    validators: Mapping[str, str]
    caps: Caps
    allowance: Allowance
    budget: Budget | None
    delay: float = 0.0


class Asking:
    """Asks servers on behalf of a fetcher."""

    def __init__(
        self, policy: FetchPolicy, guard: Guard, strict: Connections, relaxed: Connections, turns: Turns
    ) -> None:
        self._policy = policy
        self._guard = guard
        self._strict = strict
        self._relaxed = relaxed
        self._turns = turns
        self._down: Memory[ConnectFault] = Memory()
        self._tls: Memory[FetchFault] = Memory()

    def close(self) -> None:
        """Close all connections."""
        self._strict.close()
        self._relaxed.close()

    def ask(self, request: Request) -> tuple[Answer, FetchFault | None]:
        """The answer, and the TLS fault in spite of which it was read. Raises FetchFault."""
        origin = request.target.origin
        self._refuse_if_down(origin)
        try:
            return self._tried(request)
        except ConnectFault as fault:
            if request.allowance.left > 0:  # else it was this fetch that ran out of time, not the server
                self._down.put(origin, fault, _DOWN)
                if fault.kind != "dns":  # under whatever name: many units may be on one server
                    self._down.put(_peer(self._server(request.target), request.target), fault, _DOWN)
            raise

    def _refuse_if_down(self, key: str) -> None:
        if (down := self._down.get(key)) is not None:
            raise ConnectFault(down.kind, down.detail, permanent=down.permanent)

    def _server(self, target: Target) -> str:
        """The server behind the name. Raises FetchFault."""
        return self._guard.addresses(target.host.strip("[]"), target.port)[0]

    def _tried(self, request: Request) -> tuple[Answer, FetchFault | None]:
        """Ask, and ask again while the server is busy or the connection breaks."""
        for _ in range(self._policy.retries):
            try:
                answer, fault, pause = self._turn(request)
            except FetchFault as broken:
                if broken.kind != "refused":
                    raise
                continue
            if _wait(answer, pause, self._policy.retry_after_cap) is None:
                self._leave_alone(request, answer)
                return answer, fault
        answer, fault, _ = self._turn(request)
        self._leave_alone(request, answer)
        return answer, fault

    def _leave_alone(self, request: Request, answer: Answer) -> None:
        """A server that asks for more patience than a fetch has is not asked again before its time."""
        asked = _seconds(answer.headers.get("retry-after", "")) if answer.status in _RETRIED else None
        if asked is not None and asked > self._policy.retry_after_cap:
            seconds = min(asked, _LONGEST_REST)
            detail = f"the server answered {answer.status} and asked to be left alone for {seconds:.0f} s"
            self._down.put(request.target.origin, ConnectFault("http", detail), seconds)

    def _turn(self, request: Request) -> tuple[Answer, FetchFault | None, float]:
        """One request in the server's turn; with the pause that this server gets."""
        target, budget = request.target, request.budget
        with request.allowance.spend():
            server = self._server(target)
            self._refuse_if_down(_peer(server, target))
        if budget is not None and not budget.take():
            raise FetchFault("budget", "the audit's budget of requests or bytes is used up")
        pause = self._pause(server, request.delay)
        with self._turns.turn(server, pause) as rest, request.allowance.spend():
            answer, fault = self._exchange(request)
            # Whoever asks next, in whatever process, waits as long as the server asked this one to.
            rest.seconds = max(rest.seconds, _wait(answer, pause, self._policy.retry_after_cap) or 0.0)
        if budget is not None:
            budget.received(answer.wire_bytes)
        return answer, fault, pause

    def _pause(self, server: str, delay: float) -> float:
        return max(self._policy.pause, delay) if is_public(parse_address(server)) else self._policy.private_pause

    def _exchange(self, request: Request) -> tuple[Answer, FetchFault | None]:
        """Strict, and once more without trust if TLS fails: what is published does not depend on the certificate."""
        target, headers = request.target, self._headers(request)
        known = self._tls.get(target.origin)
        if known is None:
            try:
                return exchange(self._strict, target, headers, request.caps), None
            except FetchFault as fault:
                if fault.kind != "tls":
                    raise
                known = fault
        answer = exchange(self._relaxed, target, headers, request.caps)
        self._tls.put(target.origin, known, _TLS)
        return answer, known

    def _headers(self, request: Request) -> dict[str, str]:
        return {
            "User-Agent": self._policy.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "th,en;q=0.7",
            "Accept-Encoding": "gzip, deflate",
            **request.validators,
        }


def _peer(server: str, target: Target) -> str:
    """What is asked there, under whatever name."""
    return f"{server} port {target.port}"


def _wait(answer: Answer, pause: float, cap: float) -> float | None:
    """Seconds that the server is to rest before it is asked again; None if that is not worth it."""
    if answer.status not in _RETRIED:
        return None
    asked = answer.headers.get("retry-after")
    seconds = pause if asked is None else _seconds(asked)
    return seconds if seconds is not None and seconds <= cap else None


def _seconds(asked: str) -> float | None:
    """Retry-After in seconds, or as a date; None if it is neither."""
    if asked.strip().isdecimal():
        return float(asked)
    try:
        at = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp())
