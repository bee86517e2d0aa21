"""One page's links and words, each with the item that it belongs to, why, and how sure that is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from services.crawler.match.codes import CodeReader
from services.crawler.match.marks import Mark, MarkFinder
from services.crawler.match.numbering import Numbering, Resolver
from services.crawler.match.scope import Scopes
from services.crawler.match.titles import TitleIndex
from services.crawler.match.years import page_years, years_named
from services.crawler.page import Block, Link, Page
from shared.rubric.model import Rubric

#: So many items named by codes make a page an ITA listing whatever its title says.
_LISTED_BY_CODES = 2
#: So many items named by titles alone make it one.
_LISTED_BY_TITLES = 5
#: Confidence (0–1) by the kind of evidence.
_CONFIDENCE = {"code and title": 0.99, "code": 0.95, "title": 0.8, "address": 0.75, "page": 0.7, "near": 0.9}

_ITA_WORDS = re.compile(
    r"\b(?:ita|oit)\b|\bo?ita\s?\d|คุณธรรมและความโปร่งใส|การ?เปิดเผยข้อมูลสาธารณะ|เปิดเผยข้อมูลสาธารณะ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Matched:
    """A link taken for an item. why: the evidence in words; confidence: 0–1; years: of its part of the page."""

    link: Link
    page: str
    item: str
    why: str
    confidence: float
    years: frozenset[int] = frozenset()


@dataclass(frozen=True)
class PageMatch:
    """What a page shows. links: in page order, one entry for each item of a link. sections: for each item the blocks
    under its heading. named: items that the page names with a heading, code or title. loose: content links that
    belong to no item. notes: where codes and titles disagree. about_ita: its heading, title or address
    speaks of the assessment, or it lists items by their codes. of_items: the items that it is a page of."""

    page: Page
    links: tuple[Matched, ...]
    sections: dict[str, tuple[Block, ...]]
    named: frozenset[str]
    coded: frozenset[str]
    loose: tuple[Link, ...]
    years: frozenset[int]
    numbering: Numbering
    notes: dict[str, str]
    about_ita: bool = False
    of_items: frozenset[str] = frozenset()

    @property
    def is_listing(self) -> bool:
        """Whether the page lists items."""
        return len(self.coded) >= _LISTED_BY_CODES or len(self.named) >= _LISTED_BY_TITLES


class Matcher:
    """Matches pages against one rubric. Keeps no page."""

    def __init__(self, rubric: Rubric) -> None:
        ids = [item.id for item in rubric.items]
        prefix = re.match(r"[A-Za-z]*", ids[0])[0] if ids else "O"  # type: ignore[index]  # matches always
        self._prefix = prefix or "O"
        self._ids = frozenset(ids)
        self._codes = CodeReader(self._prefix)
        self._titles = TitleIndex(rubric)
        self._finder = MarkFinder(self._codes, self._titles)
        self._resolver = Resolver(self._titles, self._prefix, ids)

    def match(self, page: Page, of_items: Iterable[str] = ()) -> PageMatch:
        """Everything on the page that belongs to an item. of_items: the items whose link led to this page, if any."""
        marks, numbering = self._resolver.resolve(self._finder.find(page))
        reading = _Reading(self, page, marks, numbering, tuple(of_items))
        return reading.result()

    def items_of_page(self, page: Page) -> tuple[str, ...]:
        """The items that the page as a whole is about, by its heading, title or address."""
        for words in (page.heading, page.title.split("|")[0].split(" – ")[0]):
            code = self._codes.read(words) if words else None
            title = self._titles.best(code.rest if code and code.rest else words) if words else None
            if title and title.score >= 80:  # noqa: PLR2004 - as sure as beside a code
                return (title.item,)
            if code and code.numbers:
                return self.known(code.numbers)
        return self.known(self._codes.in_address(page.url))

    def items_of_address(self, url: str) -> tuple[str, ...]:
        """The items whose code stands in the address."""
        return self.known(self._codes.in_address(url))

    def item_of_title(self, text: str) -> tuple[str, float] | None:
        """The item whose title the text is, with its score 0–100."""
        title = self._titles.best(text)
        return (title.item, title.score) if title else None

    def item_of_code(self, text: str) -> tuple[str, ...]:
        """The items whose codes the text begins with."""
        code = self._codes.read(text)
        return self.known(code.numbers) if code else ()

    def known(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The rubric's items with these numbers."""
        return tuple(item for number in numbers if (item := f"{self._prefix}{number}") in self._ids)


def names_ita(words: str) -> bool:
    """Whether the words speak of the assessment."""
    return bool(_ITA_WORDS.search(words.replace("-", " ").replace("_", " ")))


class _Reading:
    """The matching of one page, step by step."""

    def __init__(
        self, matcher: Matcher, page: Page, marks: list[Mark], numbering: Numbering, of_items: tuple[str, ...]
    ) -> None:
        self._matcher = matcher
        self._page = page
        self._words = f"{page.title} {page.heading} {unquote(page.url)}"
        self._marks = self._gated(marks, of_items)
        self._numbering = numbering
        self._scopes = Scopes(page, self._marks)
        self._years = page_years(page)
        self._coded = frozenset(item for mark in self._marks if mark.code for item in mark.items)
        self._named = frozenset(item for mark in self._marks for item in mark.items)
        listing = len(self._coded) >= _LISTED_BY_CODES
        self._page_items = () if listing else (of_items or self._own_items())
        self._heading_years = self._years_by_heading()

    def _own_items(self) -> tuple[str, ...]:
        return self._matcher.items_of_page(self._page) if not self._is_front() else ()

    def _is_front(self) -> bool:
        return self._page.url.split("://", 1)[-1].strip("/").count("/") == 0

    def _gated(self, marks: list[Mark], of_items: tuple[str, ...]) -> list[Mark]:
        """Titles alone count only on pages that list items; elsewhere they are menus and news."""
        coded = {item for mark in marks if mark.code for item in mark.items}
        named = {item for mark in marks for item in mark.items}
        if len(coded) >= _LISTED_BY_CODES or len(named) >= _LISTED_BY_TITLES or names_ita(self._words):
            return marks
        return [mark for mark in marks if mark.code or (mark.level and set(mark.items) & set(of_items))]

    def result(self) -> PageMatch:
        links: list[Matched] = []
        loose: list[Link] = []
        sections: dict[str, list[Block]] = {}
        for block in self._page.blocks:
            if block.chrome:
                continue
            around = self._scopes.around(block)
            for place, piece in enumerate(block.pieces):
                mark = self._scopes.in_line(block, place) or around
                for item in mark.items if mark else self._page_items:
                    held = sections.setdefault(item, [])
                    if not held or held[-1] is not block:
                        held.append(block)
                if isinstance(piece, Link) and _presented(piece, self._page):
                    found = self._matched(block, piece, mark)
                    links += found
                    loose += [] if found else [piece]
        return self._result(links, loose, sections)

    def _result(self, links: list[Matched], loose: list[Link], sections: dict[str, list[Block]]) -> PageMatch:
        return PageMatch(
            page=self._page,
            links=tuple(links),
            sections={item: tuple(blocks) for item, blocks in sections.items()},
            named=self._named | frozenset(self._page_items),
            coded=self._coded,
            loose=tuple(loose),
            years=self._years,
            numbering=self._numbering,
            about_ita=len(self._coded) >= _LISTED_BY_CODES or names_ita(self._words),
            of_items=frozenset(self._page_items),
            notes={item: mark.noted for mark in self._marks if mark.noted for item in mark.items},
        )

    def _matched(self, block: Block, link: Link, mark: Mark | None) -> list[Matched]:
        years = self._block_years(block)
        if mark is not None:
            return [self._by_mark(block, link, mark, item, years) for item in mark.items]
        items = self._matcher.items_of_address(link.url) if not self._numbering.foreign and self._lists(link) else ()
        if items:
            return [self._of(link, item, "code in address", _CONFIDENCE["address"], years) for item in items]
        return [self._of(link, item, "page of the item", _CONFIDENCE["page"], years) for item in self._page_items]

    def _lists(self, link: Link) -> bool:
        """Whether an address's code may count: on a listing, or where the address itself speaks of the assessment."""
        return bool(self._coded) or len(self._named) >= _LISTED_BY_TITLES or names_ita(f"{self._words} {link.url}")

    def _of(self, link: Link, item: str, why: str, confidence: float, years: frozenset[int]) -> Matched:
        return Matched(link, self._page.url, item, why, confidence, years)

    def _by_mark(self, block: Block, link: Link, mark: Mark, item: str, years: frozenset[int]) -> Matched:
        evidence = _evidence(mark)
        place = self._place(block, link, mark)
        base = _CONFIDENCE[evidence]
        if evidence == "title" and mark.title:
            base = round(min(0.9, mark.title.score / 110), 2)
        near = base if place in {"link text", "cell", "line"} else base * _CONFIDENCE["near"] + 0.05
        noted = f" ({mark.noted})" if mark.noted else ""
        return self._of(link, item, f"{evidence} in {place}{noted}", round(near, 2), years)

    def _place(self, block: Block, link: Link, mark: Mark) -> str:
        if mark.link is link:
            return "link text"
        if mark.block == block.index:
            return "line"
        if mark.level:
            return "heading"
        rows = {e.index for e in self._page.around(block.element) if e.tag == "tr"}
        return "cell" if any(e.index in rows for e in self._page.around(mark.element)) else "text before"

    def _block_years(self, block: Block) -> frozenset[int]:
        """The years of the nearest heading or tab above the block, else of the page."""
        for element in self._page.around(block.element):
            words = self._page.controllers.get(element.ident, "") if element.ident else ""
            if words and (years := years_named(words)):
                return years
        return self._heading_years[block.index] or self._years

    def _years_by_heading(self) -> list[frozenset[int]]:
        """For every block the years of the headings it stands under; items' own headings do not count."""
        marked = {mark.block for mark in self._marks if mark.items}
        open_headings: dict[int, frozenset[int]] = {}
        years: list[frozenset[int]] = []
        for block in self._page.blocks:
            if 0 < block.level <= 6 and not block.chrome and block.index not in marked:  # noqa: PLR2004
                open_headings = {level: named for level, named in open_headings.items() if level < block.level}
                open_headings[block.level] = years_named(block.text)
            named = [open_headings[level] for level in sorted(open_headings, reverse=True) if open_headings[level]]
            years.append(named[0] if named else frozenset())
        return years


def _evidence(mark: Mark) -> str:
    if mark.code is None or mark.noted.startswith("numbered"):
        return "title"
    agrees = mark.title is not None and mark.title.item in mark.items
    return "code and title" if agrees else "code"


def _seen(link: Link) -> bool:
    """Whether there is something to see: words, a picture, or the embedded document itself."""
    return bool(link.text or link.hint or link.image or link.kind == "frame")


def _presented(link: Link, page: Page) -> bool:
    """Whether the link offers something: not a toggle, a jump inside the page, a mail address, or an empty anchor."""
    if link.toggle or link.chrome or "next" in link.rel.split() or "prev" in link.rel.split():
        return False
    if link.href.lower().startswith(("mailto:", "tel:", "sms:", "data:")) or not _seen(link):
        return False
    target = link.href[1:]
    return not (link.href.startswith("#") and target and target in page.idents)
