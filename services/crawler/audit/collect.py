"""Brings together, from all pages found, what belongs to one item."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.crawler.audit.explore import Exploration
from services.crawler.audit.judged import JudgedLink, Judgements
from services.crawler.audit.labels import Behind
from services.crawler.audit.places import Places
from services.crawler.audit.proof import Titles
from services.crawler.discover.same_site import SiteBounds
from services.crawler.dossier import Dossier, Source, Target, Targets, UnitFacts
from services.crawler.match import Matched, Matcher, PageMatch
from services.crawler.match.model import LISTED_BY_CODES
from services.crawler.match.years import other_year
from services.crawler.page import Page
from services.crawler.page.model import Image
from shared.rubric.model import Item

#: Characters of one document that are checked; a longer one has said what it is about.
_LONGEST = 400_000
#: A page with pictures and fewer words than this, in characters, says what it says in its pictures.
_FEW_WORDS = 300
#: Why a picture is no proof of what an item must say.
_UNREADABLE_PICTURE = "ภาพ: อ่านข้อความในภาพไม่ได้ / picture: its words can't be read"


class Collector:
    """Makes the dossiers of items."""

    def __init__(
        self,
        found: Exploration,
        matcher: Matcher,
        targets: Targets,
        bounds: SiteBounds,
        *,
        fiscal_year: int,
        now: date,
        facts: UnitFacts,
        per_item: int,
        judgements: Judgements,
    ) -> None:
        self._found = found
        self._matcher = matcher
        self._targets = targets
        self._bounds = bounds
        self._year = fiscal_year
        self._now = now
        self._facts = facts
        self._per_item = per_item
        self._judgements = judgements
        self._by_url = {match.page.url: match for match in found.pages}
        self._by_item = _by_item(found.pages)
        self._listed = any(match.about_ita and match.is_listing for match in found.pages)
        self._titles = Titles(matcher.names)
        self._places = Places(self._titles, [match.page for match in found.pages])

    def dossier(self, item: Item) -> Dossier:
        """Everything that the pages show for the item. Fetches what its links lead to."""
        links = self._links(item)
        followed = [(link, self._follow(link, number)) for number, link in enumerate(links)]
        matches = self._matches(item, links)
        own = self._own_pages(item.id, followed)
        urls, behind = {page.url for page in own}, Behind.of(followed, self._year)
        lists = [match for match in matches if match.page.url not in urls]
        shown = [image for match in lists for image in self._places.images(item.id, match)]
        places = [self._places.listed(item.id, match, behind) for match in lists]
        places += [self._places.own(item.id, page, behind) for page in own]
        own_images = {page.url: self._places.pictures(page) for page in own}
        sources = [place.source for place in places if place.source.text.strip()]
        return Dossier(
            item=item,
            fiscal_year=self._year,
            now=self._now,
            facts=self._facts,
            links=followed,
            sources=[*sources, *_documents(followed)],
            pages=own,
            images=[*shown, *(image for images in own_images.values() for image in images)],
            unread=[
                *_unread(followed),
                *_pictured(own, own_images, shown, sources, followed),
                *self._judgements.unread(item.id, links),
            ],
            named_on=next((match.page.url for match in matches if item.id in match.named), ""),
            other_years=_only_other_years(links, self._year),
            unseen=self._unseen(),
            headed=[each for place in places for each in place.headed],
            with_forms=[place.source for place in places if place.forms],
            elsewhere=self._found.elsewhere,
            home=self._found.pages[0].page if self._found.pages else None,
            notes=[note for match in matches if (note := match.notes.get(item.id))],
        )

    def vanished(self, dossier: Dossier) -> list[JudgedLink]:
        """The item's links that a person confirmed and that the website does not show any more."""
        return self._judgements.vanished(dossier.item.id, [matched for matched, _ in dossier.links])

    def _unseen(self) -> list[str]:
        """Pages that may hold what was not found; where the limit of pages came before the assessment, the site."""
        if self._found.cut_short and not any(match.about_ita for match in self._found.pages):
            return [*self._found.unseen, self._found.pages[0].page.url]
        return self._found.unseen

    def _follow(self, link: Matched, number: int) -> Target:
        if number >= self._per_item:
            return Target("unreadable", link.link.url, problem="budget: too many links for one item")
        return self._targets.of(link)

    def _links(self, item: Item) -> list[Matched]:
        """The item's links on pages of the assessment, else on others; of another year only if there are no others."""
        everywhere = self._by_item.get(item.id, [])
        about = [link for link in everywhere if self._is_about(self._by_url[link.page], item.id)]
        found = [*self._ways_to(item.id, everywhere, about), *about] or everywhere
        links = self._judgements.settle(item.id, found, self._found.pages)
        right = [link for link in links if other_year(link.years, self._year) is None]
        menus = () if self._listed else self._judgements.without_rejected(item.id, self._in_menus(item))
        return right or links or list(menus)

    def _ways_to(self, item: str, everywhere: Iterable[Matched], about: Iterable[Matched]) -> list[Matched]:
        """The links to the item's own pages, where no page of the assessment has one."""
        own = {url for url, match in self._by_url.items() if item in match.of_items}
        led_to = {link.link.url for link in about}
        return list({link.link.url: link for link in everywhere if link.link.url in own - led_to}.values())

    @staticmethod
    def _is_about(match: PageMatch, item: str) -> bool:
        return match.about_ita or item in match.of_items

    def _in_menus(self, item: Item) -> Iterator[Matched]:
        """Where the site lists no items at all: menus and plain pages whose words are its code or nearly its title."""
        seen: set[str] = set()
        for matched in (entry for match in self._found.pages for entry in match.menu if entry.item == item.id):
            if matched.link.url not in seen:
                seen.add(matched.link.url)
                yield matched

    def _matches(self, item: Item, links: Iterable[Matched]) -> list[PageMatch]:
        """The pages that show the item: those of its links, and those that only name it."""
        places = {link.page for link in links}
        shown = [m for m in self._found.pages if m.page.url in places or item.id in m.sections]
        return [match for match in shown if other_year(match.years, self._year) is None or match.page.url in places]

    def _own_pages(self, item: str, followed: list[tuple[Matched, Target]]) -> list[Page]:
        """Pages that are about this item alone: its links' targets and pages named as the item's own."""
        pages: dict[str, Page] = {}
        for _, target in followed:
            for part in target.parts:
                if part.page is not None and not self._lists_items(part.page, item):
                    matched = self._by_url.get(part.page.url)
                    page = matched.page if matched is not None else part.page
                    pages.setdefault(page.url, self._found.rows.without(page))
        return list(pages.values())

    def _lists_items(self, page: Page, item: str) -> bool:
        match = self._by_url.get(page.url)
        if match is None or match.page is self._found.pages[0].page:
            return match is not None
        return match.is_listing and not self._only_says_titles(match, item)

    def _only_says_titles(self, match: PageMatch, item: str) -> bool:
        """Whether the page is called after the item, and others' titles stand on it without codes and links: parts of
        what it says (the signs and orders among the measures)."""
        called = any(self._titles.name(words, item) for words in (match.page.heading, match.page.title.split("|")[0]))
        return called and len(match.coded) < LISTED_BY_CODES and all(link.item == item for link in match.links)


def _by_item(matches: Iterable[PageMatch]) -> dict[str, list[Matched]]:
    """The links of each item, in the order of the pages."""
    links: dict[str, list[Matched]] = {}
    for matched in (link for match in matches for link in match.links):
        links.setdefault(matched.item, []).append(matched)
    return links


def _documents(followed: list[tuple[Matched, Target]]) -> Iterator[Source]:
    seen: set[str] = set()
    for matched, target in followed:
        for part in target.parts:
            key = part.sha256 or part.url
            if part.document is not None and key not in seen:
                seen.add(key)
                yield Source(part.document.text[:_LONGEST], part.url, "document", matched.link.text, part.document)


def _unread(followed: list[tuple[Matched, Target]]) -> Iterator[tuple[str, str]]:
    """What could not be read although it is there, or may be."""
    for _, target in followed:
        for part in target.parts:
            if part.reached == "unreadable":
                yield part.url, part.problem or "could not be read"
            elif part.document is not None and not part.readable:
                yield part.url, _why_unread(part)
            elif part.document is not None and (why := part.document.not_all_read):
                yield part.url, why


def _pictured(
    own: list[Page],
    own_images: dict[str, list[Image]],
    shown: list[Image],
    sections: list[Source],
    followed: list[tuple[Matched, Target]],
) -> Iterator[tuple[str, str]]:
    """Pages, or a place on a list, that show pictures and hardly a word: the words may be in the pictures."""
    for page in own:
        its = own_images[page.url]
        if its and page.lengths[0] < _FEW_WORDS:
            yield its[0].url or page.url, _UNREADABLE_PICTURE
    few = sum(len(section.text) for section in sections) < _FEW_WORDS
    if shown and few and not own and not any(target.readable for _, target in followed):
        yield shown[0].url, _UNREADABLE_PICTURE


def _why_unread(target: Target) -> str:
    document = target.document
    if document is not None and document.is_scan:
        return f"scan: {document.scanned_pages or 1} page(s) without text"
    return target.problem or "document: no text in it"


def _only_other_years(links: list[Matched], fiscal_year: int) -> frozenset[int]:
    years = [link.years for link in links]
    if not years or any(other_year(named, fiscal_year) is None for named in years):
        return frozenset()
    return frozenset().union(*years)
