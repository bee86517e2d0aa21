"""Everything the website shows for one item, ready to be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from services.crawler.dossier.coverage import months_wanted
from services.crawler.dossier.options import UnitFacts
from services.crawler.dossier.source import Source, Together
from services.crawler.dossier.targets import Target
from services.crawler.match import Matched
from services.crawler.page import Page
from services.crawler.page.model import Image
from shared.rubric.model import Item


@dataclass(frozen=True)
class Dossier:
    """What is known of one item. links: with where they lead, in page order. pages: the item's own pages.

    unread: addresses whose words could not be read, with the reason; while there is one, nothing is certainly absent.
    other_years: Buddhist years of the parts of pages, where none of them is the right one. unseen: pages of the
    assessment that could not be read at all. elsewhere: addresses on other websites that alone promise the
    list. headed: what heads something on the item's pages and places, and the words under it. with_forms: the words of
    those where visitors can write something.
    """

    item: Item
    fiscal_year: int
    now: date
    facts: UnitFacts
    links: Sequence[tuple[Matched, Target]]
    sources: Sequence[Source]
    pages: Sequence[Page]
    images: Sequence[Image]
    unread: Sequence[tuple[str, str]]
    named_on: str = ""
    other_years: frozenset[int] = frozenset()
    unseen: Sequence[str] = ()
    headed: Sequence[tuple[str, str]] = ()
    with_forms: Sequence[Source] = ()
    elsewhere: Sequence[str] = ()
    home: Page | None = None
    notes: Sequence[str] = field(default=())

    @property
    def documents(self) -> list[Source]:
        return [source for source in self.sources if source.document is not None]

    @property
    def working_links(self) -> list[tuple[Matched, Target]]:
        """Links that lead somewhere, or to what only people can open."""
        return [(link, target) for link, target in self.links if target.reached in {"page", "document", "not_fetched"}]

    @property
    def place(self) -> str:
        """The address to name where nothing better is known."""
        return self.links[0][0].page if self.links else self.named_on

    def lines(self) -> Iterator[tuple[str, Source]]:
        """Every line of every source, link titles first."""
        for source in self.sources:
            yield from ((line, source) for line in source.lines)

    @cached_property
    def told(self) -> Together:
        """All sources as one."""
        return Together(self.sources)

    @cached_property
    def proof(self) -> Together:
        """All words that prove what they say as one."""
        return Together(source.proving for source in self.sources)

    @cached_property
    def months_wanted(self) -> tuple[str, ...]:
        """The months of the item's period, or of the fiscal year, that have ended."""
        return months_wanted(self.item.period, self.fiscal_year, self.now)

    @cached_property
    def months_covered(self) -> dict[str, Source]:
        """Every month of the period that the item covers, with the source that proves it."""
        wanted = self.months_wanted
        covered: dict[str, Source] = {}
        for source in self.sources:
            for month in source.months(self.fiscal_year):
                if month in wanted:
                    covered.setdefault(month, source)
        return dict(sorted(covered.items()))
