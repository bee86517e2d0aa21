"""Everything the website shows for one item, ready to be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from services.crawler.documents import Document
from services.crawler.dossier.options import UnitFacts
from services.crawler.dossier.targets import Target
from services.crawler.match import Matched
from services.crawler.page import Page
from services.crawler.page.model import Image
from shared.rubric.model import Item


@dataclass(frozen=True)
class Source:
    """Words that belong to an item. kind: a part of a listing, the item's own page, or a document.

    title: the link text or heading under which it stands.
    """

    text: str
    url: str
    kind: Literal["section", "page", "document"]
    title: str = ""
    document: Document | None = None


@dataclass(frozen=True)
class Dossier:
    """What is known of one item. links: with where they lead, in page order. pages: the item's own pages.

    unread: addresses whose words could not be read, with the reason; while there is one, nothing is certainly absent.
    other_years: Buddhist years of the parts of pages, where none of them is the right one. unseen: pages of the
    assessment that could not be read at all.
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
            yield from ((line, source) for line in source.text.splitlines() if line.strip())
