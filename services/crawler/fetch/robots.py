"""robots.txt: fetched through the same guard, read by Protego, remembered per origin."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from protego import Protego

from services.crawler.fetch.memory import Memory
from services.crawler.fetch.policy import PRODUCT, Budget
from services.crawler.fetch.problems import Problem
from services.crawler.fetch.result import Outcome
from services.crawler.fetch.urls import Target

#: Seconds for which rules are believed, and for which a server without an answer is not asked again.
_REMEMBERED = 86_400.0
_RETRY = 300.0
#: Longest pause that a Crawl-delay line can ask for, seconds.
_LONGEST_DELAY = 10.0
_TOO_MANY_REQUESTS = 429


@dataclass(frozen=True)
class Rules:
    """What an origin allows. parser: None allows all; problem: why nothing may be fetched for now."""

    parser: Protego | None = None
    problem: Problem | None = None


class Robots:
    """Asks origins for their rules. fetch: gets an address without asking for rules."""

    def __init__(self, fetch: Callable[[str, Budget | None], Outcome]) -> None:
        self._fetch = fetch
        self._known: Memory[Rules] = Memory()

    def refusal(self, target: Target, budget: Budget | None) -> Problem | None:
        """Why the address may not be fetched; None if it may."""
        rules = self._rules(target, budget)
        if rules.problem is not None:
            return rules.problem.met_at(target.url)
        if rules.parser is None or rules.parser.can_fetch(target.url, PRODUCT):
            return None
        return Problem(target.url, "robots", "robots.txt forbids this address", permanent=False)

    def delay(self, target: Target) -> float:
        """Seconds that the origin asks to pause between requests, within reason; 0 if it says nothing."""
        rules = self._known.get(target.origin)
        asked = rules.parser.crawl_delay(PRODUCT) if rules and rules.parser else None
        return min(asked or 0.0, _LONGEST_DELAY)

    def sitemaps(self, target: Target, budget: Budget | None) -> tuple[str, ...]:
        """The sitemaps that the origin names."""
        parser = self._rules(target, budget).parser
        return tuple(parser.sitemaps) if parser else ()

    def _rules(self, target: Target, budget: Budget | None) -> Rules:
        known = self._known.get(target.origin)
        if known is not None:
            return known
        outcome = self._fetch(f"{target.origin}/robots.txt", budget)
        rules = _read(outcome)
        if rules.problem is None or rules.problem.kind != "budget":
            self._known.put(target.origin, rules, _REMEMBERED if rules.problem is None else _RETRY)
        return rules


def _read(outcome: Outcome) -> Rules:
    """Rules by RFC 9309: no file allows all; a server that cannot say is out of order, and not crawled for now."""
    fetched = outcome.fetched
    if fetched is None:
        fault = outcome.problems[-1]
        return Rules() if fault.kind in {"redirect_loop"} else Rules(problem=_unreachable(fault))
    if fetched.ok:
        return Rules(Protego.parse(fetched.body.decode("utf-8-sig", "replace")))
    if fetched.status < 500 and fetched.status != _TOO_MANY_REQUESTS:  # noqa: PLR2004 — the class of server errors
        return Rules()
    detail = f"robots.txt: the server answers {fetched.status}, so nothing may be fetched for now"
    return Rules(problem=Problem(fetched.url, "http", detail, permanent=False, status=fetched.status))


def _unreachable(fault: Problem) -> Problem:
    """A server that cannot be reached for its rules is reported as what it is: down, not forbidding."""
    return replace(fault, detail=f"robots.txt: {fault.detail}")
