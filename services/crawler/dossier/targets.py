"""What an item's link leads to: a page, a document, nothing, something gone, or something that can't be read."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, Protocol

import msgspec
from msgspec.structs import replace

from services.crawler.discover.same_site import host_of
from services.crawler.documents import Document, confirmation_url, drive_link, folder_entries
from services.crawler.dossier.site import ASKS_LOGIN, STAND_INS, Site, Visit
from services.crawler.dossier.years import fiscal_years
from services.crawler.fetch import unwrapped
from services.crawler.match import Matched
from services.crawler.page import Page

Reached = Literal["page", "document", "nothing", "gone", "unreadable", "not_fetched"]

#: Hosts that show their content only to people with an account or a browser; a link to them counts as a link.
_SOCIAL = ("facebook.com", "fb.com", "fb.watch", "line.me", "lin.ee", "youtube.com", "youtu.be", "tiktok.com", "x.com",
           "twitter.com", "instagram.com", "m.me")  # fmt: skip
_BELOW_SOCIAL = tuple(f".{host}" for host in _SOCIAL)
#: What is said of a map, which is not fetched either: it shows where a place is, and no word of an item.
A_MAP = "map"
_MAP = re.compile(
    r"google\.[a-z.]+/maps|maps\.google|maps\.app\.goo\.gl|goo\.gl/maps|openstreetmap\.org|longdo\.(?:com|in)|g\.page/",
    re.IGNORECASE,
)
#: What is said of a form on the web that could not be read: visitors write there, and it hides no word of an item.
A_FORM = "form"
_FORM = re.compile(
    r"//(?:forms\.gle|docs\.google\.com/forms|forms\.(?:office|microsoft)\.com|(?:[a-z]+\.)?surveymonkey\.com|"
    r"ita[sp]\.nacc\.go\.th/(?:go/)?[ei]it)(?:[/?#]|$)",
    re.IGNORECASE,
)
#: Files and folders of one Drive folder that are read at most, and how deep folders in folders are followed.
_FOLDER_FILES, _FOLDER_DEPTH = 20, 3


class Reader(Protocol):
    """Reads documents; see services.crawler.documents.DocumentReader."""

    def read(self, body: bytes, *, media_type: str = "", url: str = "", fiscal_year: int | None = None) -> Document: ...


class Target(msgspec.Struct, frozen=True, dict=True):
    """Where a link leads. problem: why it could not be read, in a word and a sentence."""

    reached: Reached
    url: str
    final_url: str | None = None
    status: int | None = None
    media_type: str | None = None
    sha256: str | None = None
    page: Page | None = None
    document: Document | None = None
    problem: str | None = None
    files: tuple["Target", ...] = ()

    @property
    def parts(self) -> Iterator["Target"]:
        """Itself, and if it is a folder everything in it and in its folders."""
        yield self
        for file in self.files:
            yield from file.parts

    @property
    def readable(self) -> bool:
        """Whether its words could be read."""
        if self.document is not None:
            return bool(self.document.text.strip()) or any(part.readable for part in self.files)
        return self.page is not None or any(part.readable for part in self.files)

    @cached_property
    def fiscal_years(self) -> frozenset[int]:
        """The fiscal years that its words are about."""
        if self.page is not None:
            return fiscal_years(f"{self.page.heading}\n{self.page.text}")
        return fiscal_years(self.document.text) if self.document is not None else frozenset()


class Targets:
    """Resolves links, each address once."""

    def __init__(self, site: Site, reader: Reader, fiscal_year: int, most: int) -> None:
        self._site = site
        self._reader = reader
        self._year = fiscal_year
        self._left = most
        self._known: dict[str, Target] = {}
        self._depth = 0

    def of(self, matched: Matched) -> Target:
        """Where the link leads."""
        link = matched.link
        if link.by_script:
            return Target("unreadable", link.href, problem="browser: only a script opens it")
        if not link.url or (
            link.href.strip()[:1] in {"", "#"} and link.url.split("#")[0] == matched.page.split("#")[0]
        ):
            return Target("nothing", link.url or link.href, problem="the link has no target")
        return self.at(link.url)

    def at(self, url: str) -> Target:
        """Where the address leads."""
        if url not in self._known:
            # A folder may hold itself by a shortcut: what is being looked at is not looked at again.
            self._known[url] = Target("unreadable", url, problem="browser: the folder leads back to itself")
            self._known[url] = self._resolve(unwrapped(url))
        return self._known[url]

    def _resolve(self, url: str) -> Target:
        if _is_social(url):
            return Target("not_fetched", url, problem="social media")
        if is_map(url):
            return Target("not_fetched", url, problem=A_MAP)
        known = self._site.known(url)
        if known is None and (self._left <= 0 or self._site.exhausted):
            return Target("unreadable", url, problem="budget: the audit's limit is reached")
        self._left -= known is None
        drive = drive_link(url)
        if drive is not None:
            return self._drive(url, drive.kind, drive.download_url)
        visit = self._site.visit(url, "document")
        return self._passed_on(url, visit) or _unless_a_form(self._target(url, visit))

    def _passed_on(self, url: str, visit: Visit) -> Target | None:
        """What a short link stands for, where its last answer does not show it: a thing on Drive, social media."""
        final = visit.fetched.final_url if visit.fetched is not None and visit.fetched.redirects else ""
        if _is_social(final):
            return Target("not_fetched", url, final, problem="social media")
        drive = drive_link(final) if visit.page is not None else None
        return self._drive(url, drive.kind, drive.download_url) if drive is not None else None

    def _drive(self, url: str, kind: str, download: str) -> Target:
        visit = self._site.visit(download, "document")
        if kind == "folder" and visit.page is not None:
            return self._folder(url, visit, visit.html)
        if visit.page is None or visit.fetched is None:
            return self._target(url, visit)
        # A page in place of the file: the file is there, whatever becomes of asking for it.
        confirmed = confirmation_url(visit.html, visit.fetched.final_url)
        target = self._target(url, self._site.visit(confirmed, "document") if confirmed else visit)
        if target.reached in {"page", "gone"}:
            return replace(
                target, reached="unreadable", page=None, problem="browser: Drive shows no file without login"
            )
        return target

    def _folder(self, url: str, visit: Visit, html: str) -> Target:
        entries = [entry.url for entry in folder_entries(html) if entry.url != url]
        base = self._target(url, visit)
        if not entries:
            return replace(base, reached="unreadable", page=None, problem="browser: the folder shows no files")
        return replace(base, reached="page", files=tuple(self._files(url, entries)))

    def _files(self, folder: str, entries: Sequence[str]) -> Iterator[Target]:
        """What is in a folder; what is too much or lies too deep to be read is there all the same."""
        if self._depth >= _FOLDER_DEPTH:
            yield Target("unreadable", folder, problem=f"budget: folders deeper than {_FOLDER_DEPTH} are not read")
            return
        self._depth += 1
        yield from [self.at(entry) for entry in entries[:_FOLDER_FILES]]
        self._depth -= 1
        if len(entries) > _FOLDER_FILES:
            left = f"budget: only {_FOLDER_FILES} of the folder's {len(entries)} files were read"
            yield Target("unreadable", folder, problem=left)

    def _target(self, url: str, visit: Visit) -> Target:
        fetched = visit.fetched
        if fetched is None:
            fault = visit.outcome.problems[-1] if visit.outcome.problems else None
            return Target("unreadable", url, problem=f"{fault.kind}: {fault.detail}" if fault else "no answer")
        base = Target("unreadable", url, fetched.final_url, fetched.status, fetched.media_type or None, fetched.sha256)
        if not visit.ok:
            problem = f"stand-in: {STAND_INS[visit.stand_in]}" if visit.stand_in else f"http: {fetched.status}"
            if visit.gone:
                self._site.keep(visit)  # what the server says is the proof that the link is dead
            return replace(base, reached="gone" if visit.gone else "unreadable", problem=problem)
        self._site.keep(visit)
        if visit.browser:
            return replace(base, problem=f"browser: {visit.browser}")
        if visit.login:
            return replace(base, problem=f"login: {ASKS_LOGIN}")
        if visit.page is not None:
            return replace(base, reached="page", page=visit.page)
        return self._document(base, visit)

    def _document(self, base: Target, visit: Visit) -> Target:
        fetched = visit.fetched
        if fetched is None:
            return base
        document = self._reader.read(
            fetched.body, media_type=fetched.media_type, url=fetched.final_url, fiscal_year=self._year
        )
        self._site.forget_body(visit)
        if document.problem is not None:
            self._site.note(document.problem.met_at(base.url))
        problem = f"document: {document.problem.detail}" if document.problem else None
        return replace(base, reached="document", document=document, problem=problem)


def is_map(url: str) -> bool:
    """Whether the address is a map's on the web."""
    return _MAP.search(url) is not None


def _unless_a_form(target: Target) -> Target:
    """What is said of a form: it may be gone, and it may be read; else it is a form all the same."""
    if target.reached != "unreadable" or not _FORM.search(target.url):
        return target
    return replace(target, reached="not_fetched", problem=A_FORM)


def _is_social(url: str) -> bool:
    named = host_of(url)
    return named in _SOCIAL or named.endswith(_BELOW_SOCIAL)
