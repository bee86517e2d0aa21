"""The website as one audit sees it: every address fetched once, pages parsed and matched once, everything counted."""

import time
import zlib
from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec
from msgspec.structs import replace

from services.crawler.discover import SiteBounds, StandIn, asks_login, needs_browser, stand_in
from services.crawler.discover.same_site import host_of
from services.crawler.documents import sniff
from services.crawler.dossier.options import AuditLimits, Progress, Report, silent
from services.crawler.fetch import Budget, Fetched, Fetcher, Outcome, Problem, canonical_url, decode_html
from services.crawler.page import Menus, Page, parse_page
from services.crawler.render import Renderer
from services.crawler.render.kept import rendered
from services.crawler.snapshots import SnapshotStore
from services.crawler.threads import at_work

#: Largest page that is parsed, so that one page can't fill the memory. Bytes.
_LARGEST_PAGE = 3_000_000
#: How hard pages are compressed: little, since most of what can be won is won at once.
_FAST = 1
#: What a page stands in for, in words.
STAND_INS: dict[StandIn, str] = {
    "blocked": "the site shows a challenge or a refusal instead of the page",
    "error": "the site shows an error or says that it is out of order",
    "gone": "the site says that there is no such page, although it answers 200",
}
#: What is said of a page that shows nothing without an account.
ASKS_LOGIN = "the address asks for an account"


#: The header by which a snapshot says that its body came before, and that the server confirmed it by this status.
REVALIDATED = "x-sucharit-revalidated"


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was kept of an address, and by what its server can tell whether it is still the same."""

    url: str
    sha256: str
    media_type: str
    etag: str | None = None
    last_modified: str | None = None


class Before(Protocol):
    """What an earlier audit kept, by address; and its bodies by SHA-256 (hex), None for one that is lost."""

    @property
    def kept(self) -> Mapping[str, Kept]: ...

    @property
    def body(self) -> Callable[[str], bytes | None]: ...


class Visit(msgspec.Struct, frozen=True):
    """What came of one address. page: if it was HTML; browser: why only a browser could show it, or None.

    stand_in: what the page stands in for, although the server said that all is well. login: it asks for an account.

    packed: the body of a page, compressed; ``fetched`` has none then, so that an audit's memory holds the words once.
    """

    url: str
    outcome: Outcome
    page: Page | None = None
    browser: str | None = None
    packed: bytes = b""
    stand_in: StandIn | None = None
    login: bool = False

    @property
    def body(self) -> bytes:
        """What came, decompressed; empty where nothing came, or for a file that has been read."""
        if self.packed:
            return zlib.decompress(self.packed)
        return self.fetched.body if self.fetched is not None else b""

    @property
    def html(self) -> str:
        """The body as text, whatever the server claims of its character set."""
        return decode_html(self.body)

    @property
    def fetched(self) -> Fetched | None:
        return self.outcome.fetched

    @property
    def ok(self) -> bool:
        """The page itself is there, and not something in its stead."""
        return self.outcome.ok and self.stand_in is None

    @property
    def gone(self) -> bool:
        """The server says, one way or another, that there is no such page."""
        return self.stand_in == "gone" or (self.fetched is not None and self.fetched.status in {404, 410})


class Site:
    """Fetches within the audit's limits and remembers every answer's outcome, but no bodies of pages.

    before: what an earlier audit kept; only what changed since is sent again. kept: what this audit keeps.
    """

    def __init__(
        self,
        address: str,
        fetcher: Fetcher,
        limits: AuditLimits,
        *,
        snapshots: SnapshotStore | None = None,
        renderer: Renderer | None = None,
        progress: Report | None = None,
        before: Before | None = None,
    ) -> None:
        self.address = address
        self.kept: dict[str, Kept] = {}
        self._before = before
        self.bounds = SiteBounds(address)
        self.budget = Budget(limits.requests, limits.bytes)
        self.problems: dict[tuple[str, str], Problem] = {}
        self.pages = 0
        self._fetcher = fetcher
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._snapshots = snapshots
        self._renderer = renderer
        self._progress = progress or silent
        self._visits: dict[str, Visit] = {}
        self._menus = Menus()
        self._done = 0

    @property
    def exhausted(self) -> bool:
        """Whether a limit of the whole audit is reached."""
        return self.budget.exhausted or time.monotonic() > self._deadline

    @property
    def full(self) -> bool:
        """Whether no more pages may be fetched for discovery."""
        return self.exhausted or self.pages >= self._limits.pages

    def visit(self, url: str, step: str = "page") -> Visit:
        """Fetches the address, once; a second time gives the same answer."""
        key = canonical_url(url) or url
        if key not in self._visits:
            self._done += 1
            self._progress(Progress(step, self._done, url))
            visit = self._fetch(key)
            self._visits[key] = visit
            if visit.fetched is not None:
                self._visits.setdefault(canonical_url(visit.fetched.final_url) or visit.fetched.final_url, visit)
        return self._visits[key]

    def known(self, url: str) -> Visit | None:
        """What came of the address if it was fetched."""
        return self._visits.get(canonical_url(url) or url)

    def widen(self, url: str) -> None:
        """Takes the host that the home page redirected to into the website."""
        self.bounds = SiteBounds(self.address, url)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the address's host names."""
        return self._fetcher.robots_sitemaps(url, budget=self.budget)

    def keep(self, visit: Visit) -> None:
        """Stores what carried a finding."""
        if self._snapshots is not None and visit.fetched is not None and (body := visit.body):
            snapshot = self._snapshots.keep(replace(visit.fetched, body=body))
            self._remember(visit.url, visit.fetched, snapshot.sha256)

    def _remember(self, url: str, fetched: Fetched, sha256: str) -> None:
        if fetched.ok and (fetched.etag or fetched.last_modified) and not fetched.truncated:
            self.kept[url] = Kept(
                url=url,
                sha256=sha256,
                media_type=fetched.media_type,
                etag=fetched.etag,
                last_modified=fetched.last_modified,
            )

    def forget_body(self, visit: Visit) -> None:
        """Drops the bytes of a file that has been read, so that an audit's memory does not grow with its files."""
        if visit.fetched is None:
            return
        slim = replace(visit, outcome=replace(visit.outcome, fetched=replace(visit.fetched, body=b"")))
        for key, known in self._visits.items():
            if known is visit:
                self._visits[key] = slim

    def note(self, problem: Problem) -> None:
        """Adds a problem, once for each address and kind; one of a certificate, once for each host."""
        where = host_of(problem.url) if problem.kind == "tls" else problem.url
        self.problems.setdefault((where, problem.kind), problem)

    def forget_problems(self, url: str) -> None:
        """Takes back what was noted of one address."""
        visit = self.known(url)
        for problem in visit.outcome.problems if visit is not None else ():
            self.problems = {key: noted for key, noted in self.problems.items() if noted != problem}

    def _fetch(self, url: str) -> Visit:
        if self.exhausted:
            return Visit(url, Outcome(None, (_over(url),)))
        outcome = self._unchanged(url) or self._fetcher.fetch(url, budget=self.budget)
        for problem in outcome.problems:
            self.note(problem)
        return self._parsed(url, outcome)

    def _unchanged(self, url: str) -> Outcome | None:
        """The answer as it was kept, if its server says that it is still the same; what else it says is the answer."""
        before = self._before.kept.get(url) if self._before is not None else None
        body = self._before.body(before.sha256) if self._before is not None and before is not None else None
        if before is None or body is None:
            return None
        outcome = self._fetcher.fetch(url, budget=self.budget, etag=before.etag, last_modified=before.last_modified)
        fetched = outcome.fetched
        if fetched is None or not fetched.not_modified:
            return outcome
        same = {"etag": before.etag, "last-modified": before.last_modified}
        kept = {name: value for name, value in same.items() if value}
        headers = {**kept, **fetched.headers, REVALIDATED: str(fetched.status)}
        whole = replace(
            fetched, status=200, headers=headers, media_type=before.media_type, body=body, sha256=before.sha256
        )
        return replace(outcome, fetched=whole)

    def _parsed(self, url: str, outcome: Outcome) -> Visit:
        fetched = outcome.fetched
        if fetched is None or not fetched.ok or len(fetched.body) > _LARGEST_PAGE:
            return Visit(url, outcome)
        if not _is_html(fetched):
            return self._file(url, outcome, fetched)
        with at_work:
            page = parse_page(fetched.final_url, decode_html(fetched.body), self._menus)
            instead, why = stand_in(page), needs_browser(page)
        self.pages += self.bounds.holds(page.url)
        if instead:
            self.note(Problem(url, "stand_in", STAND_INS[instead], permanent=instead == "gone"))
            return Visit(url, _slim(outcome, fetched), packed=_packed(fetched), stand_in=instead)
        if why and self._renderer is not None:
            fetched, page, why = self._shown(self._renderer, fetched, page, why)
        if why:
            self.note(Problem(url, "browser", why, permanent=True))
        return Visit(url, _slim(outcome, fetched), page, why, _packed(fetched), login=asks_login(page, fetched))

    def _file(self, url: str, outcome: Outcome, fetched: Fetched) -> Visit:
        """A file; in whose place, under the name of its kind, an error or a form to log in may have come."""
        if sniff(fetched.body) != "html":
            return Visit(url, outcome)
        with at_work:
            page = parse_page(fetched.final_url, decode_html(fetched.body))
        return Visit(url, outcome, stand_in=stand_in(page), login=asks_login(page, fetched))

    def _shown(self, renderer: Renderer, fetched: Fetched, page: Page, why: str) -> tuple[Fetched, Page, str | None]:
        """The page as a browser shows it; as it was, with the reason, where that shows no more."""
        shown = renderer.render(fetched.final_url, self.budget)
        if shown.html is None:
            return fetched, page, f"{why}; {shown.reason}"
        after = parse_page(fetched.final_url, shown.html)
        if still := needs_browser(after):
            return fetched, page, f"{still}; shown by a browser it says no more"
        return rendered(fetched, shown.html), after, None


def _slim(outcome: Outcome, fetched: Fetched) -> Outcome:
    """The outcome with this answer, which remembers no body."""
    return replace(outcome, fetched=replace(fetched, body=b""))


def _packed(fetched: Fetched) -> bytes:
    return zlib.compress(fetched.body, _FAST)


def _is_html(fetched: Fetched) -> bool:
    if fetched.media_type in {"text/html", "application/xhtml+xml"}:
        return sniff(fetched.body) in {"html", "text", "empty", "unknown"}
    return not fetched.media_type and sniff(fetched.body) in {"html", "empty"}


def _over(url: str) -> Problem:
    return Problem(url, "budget", "the audit's limit is reached", permanent=False)
