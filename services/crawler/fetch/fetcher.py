"""The fetcher: one address in, its answer or the reason why there is none out. All fetches of the crawler go here."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from services.crawler.fetch.connections import Connections
from services.crawler.fetch.deadline import deadline
from services.crawler.fetch.exchange import Answer, Caps
from services.crawler.fetch.guard import Guard, Resolve, system_resolve
from services.crawler.fetch.policy import Budget, FetchPolicy
from services.crawler.fetch.problems import GONE, FetchFault, Problem
from services.crawler.fetch.result import Fetched, Hop, Outcome
from services.crawler.fetch.robots import Robots
from services.crawler.fetch.server import Allowance, Asking, Request
from services.crawler.fetch.tls import relaxed_context, strict_context
from services.crawler.fetch.turns import LocalTurns, Turns
from services.crawler.fetch.urls import Target, parse_target, redirect_target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_FIRST_ERROR = 300
#: Bytes of a robots.txt that are read.
_ROBOTS_BYTES = 512_000


@dataclass
class _Trip:
    """One fetch on its way: redirects passed and problems met."""

    asked: str
    target: Target
    validators: Mapping[str, str]
    caps: Caps
    allowance: Allowance
    budget: Budget | None
    robots: bool
    passed: list[Hop] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)


class Fetcher:
    """Safe to share between threads; one per process."""

    def __init__(self, policy: FetchPolicy, *, resolve: Resolve = system_resolve, turns: Turns | None = None) -> None:
        self.policy = policy
        self.user_agent = policy.user_agent
        self._guard = Guard(policy, resolve)
        strict = Connections(self._guard, policy.connect_timeout, strict_context)
        relaxed = Connections(self._guard, policy.connect_timeout, relaxed_context)
        self._asking = Asking(policy, self._guard, strict, relaxed, turns or LocalTurns())
        self._robots = Robots(self._fetch_rules)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._asking.close()
        self._guard.close()

    def fetch(
        self,
        url: str,
        *,
        budget: Budget | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        max_bytes: int | None = None,
    ) -> Outcome:
        """Get an address, following redirects. What a server or network does is a Problem, never an exception."""
        validators = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
        return self._fetch(url, validators, budget, max_bytes or self.policy.max_bytes, self.policy.obey_robots)

    def server(self, url: str) -> str | None:
        """The network address that the address's name leads to; None where that is nowhere one may go."""
        try:
            target = parse_target(url)
            with deadline(self.policy.connect_timeout):
                return self._guard.addresses(target.host.strip("[]"), target.port)[0]
        except (FetchFault, TimeoutError):
            return None

    def robots_sitemaps(self, url: str, *, budget: Budget | None = None) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the address's host names; empty if it cannot be had."""
        try:
            return self._robots.sitemaps(parse_target(url), budget)
        except FetchFault:
            return ()

    def _fetch_rules(self, url: str, budget: Budget | None) -> Outcome:
        return self._fetch(url, {}, budget, _ROBOTS_BYTES, robots=False)

    def _fetch(
        self, url: str, validators: Mapping[str, str], budget: Budget | None, max_bytes: int, robots: bool
    ) -> Outcome:
        try:
            target = parse_target(url)
        except FetchFault as fault:
            return Outcome(None, (fault.problem(url),))
        sent = {name: value for name, value in validators.items() if value}
        caps = Caps(max_bytes, min(self.policy.max_wire_bytes, max_bytes))
        return self._travel(_Trip(url, target, sent, caps, Allowance(self.policy.deadline), budget, robots))

    def _travel(self, trip: _Trip) -> Outcome:
        try:
            answer = self._hop(trip)
            while answer.status in _REDIRECTS and answer.headers.get("location"):
                self._turn_to(trip, answer)
                answer = self._hop(trip)
        except FetchFault as fault:
            return Outcome(None, (*trip.problems, fault.problem(trip.target.url)))
        except _Refused as refused:
            return Outcome(None, (*trip.problems, refused.problem))
        return _outcome(trip, answer)

    def _hop(self, trip: _Trip) -> Answer:
        """One request with its permission. Raises FetchFault or _Refused."""
        refusal = self._robots.refusal(trip.target, trip.budget) if trip.robots else None
        if refusal is not None:
            raise _Refused(refusal)
        delay = self._robots.delay(trip.target) if trip.robots else 0.0
        request = Request(trip.target, trip.validators, trip.caps, trip.allowance, trip.budget, delay)
        answer, fault = self._asking.ask(request)
        if fault is not None:
            trip.problems.append(fault.problem(trip.target.url))
        return answer

    def _turn_to(self, trip: _Trip, answer: Answer) -> None:
        """Follow a redirect; the next hop is checked like the first. Raises FetchFault (redirect_loop, bad_url)."""
        following = redirect_target(trip.target, answer.headers["location"])
        trip.passed.append(Hop(trip.target.url, answer.status, answer.headers))
        if len(trip.passed) > self.policy.max_redirects:
            raise FetchFault("redirect_loop", f"more than {self.policy.max_redirects} redirects", permanent=True)
        if any(hop.url == following.url for hop in trip.passed):
            raise FetchFault("redirect_loop", f"redirected in a circle to {following.url}", permanent=True)
        trip.target = following


class _Refused(Exception):
    """The address may not be fetched."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def _outcome(trip: _Trip, answer: Answer) -> Outcome:
    problems = list(trip.problems)
    if answer.fault is not None:
        problems.append(answer.fault.problem(trip.target.url))
    if answer.status >= _FIRST_ERROR and answer.status != _NOT_MODIFIED:
        problems.append(_http_problem(trip.target.url, answer.status))
    return Outcome(_fetched(trip, answer), tuple(problems))


def _http_problem(url: str, status: int) -> Problem:
    return Problem(url, "http", f"the server answers {status}", permanent=status in GONE, status=status)


def _fetched(trip: _Trip, answer: Answer) -> Fetched:
    whole = answer.fault is None and answer.status != _NOT_MODIFIED
    return Fetched(
        url=trip.asked,
        final_url=trip.target.url,
        status=answer.status,
        headers=answer.headers,
        media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
        body=answer.body,
        sha256=hashlib.sha256(answer.body).hexdigest() if whole else None,
        fetched_at=datetime.now(UTC),
        elapsed=time.monotonic() - trip.started,
        wire_bytes=answer.wire_bytes,
        truncated=answer.fault is not None,
        hops=tuple(trip.passed),
        sent=answer.sent,
    )
