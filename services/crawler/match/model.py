"""What matching says of a page."""

from dataclasses import dataclass

import msgspec

from services.crawler.match.numbering import Numbering
from services.crawler.page import Block, Link, Page

#: So many items named by codes make a page an ITA listing whatever its title says.
LISTED_BY_CODES = 2
#: So many items named by titles alone make it one.
LISTED_BY_TITLES = 5
#: So many items of one part of the assessment, on a page that is headed by that part's title.
LISTED_IN_SECTION = 3
#: So many items that a page's menus name make them stand in for a list.
LISTED_IN_MENUS = 2
#: Links with less confidence (0–1) are listed for a person to confirm.
UNSURE_BELOW = 0.75


class Matched(msgspec.Struct, frozen=True):
    """A link taken for an item. why: the evidence in words; confidence: 0–1; years: of its part of the page."""

    link: Link
    page: str
    item: str
    why: str
    confidence: float
    years: frozenset[int] = frozenset()

    @property
    def in_menu(self) -> bool:
        """Whether only a menu names the item."""
        return self.why.endswith("in menu")

    @property
    def unsure(self) -> bool:
        """Whether a person should confirm it."""
        return self.confidence < UNSURE_BELOW


@dataclass(frozen=True)
class PageMatch:
    """What a page shows. links: in page order, one entry for each item of a link. sections: for each item the blocks
    under its heading. named: items that the page names with a heading, code or title. loose: content links that
    belong to no item. menu: entries of menus that are nearly an item's title or carry its code; they mean something
    only where the site has no list. notes: where codes and titles disagree. about_ita: its heading, title or address
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
    menu: tuple[Matched, ...] = ()
    about_ita: bool = False
    of_items: frozenset[str] = frozenset()

    @property
    def shown(self) -> tuple[Matched, ...]:
        """The links of items by this page alone: where it has none, its menus if they name several; both where its
        content is one more menu."""
        stands_in = len({entry.item for entry in self.menu}) >= LISTED_IN_MENUS
        if not stands_in:
            return self.links
        return (*self.links, *self.menu) if self.is_listing else self.links or self.menu

    @property
    def is_listing(self) -> bool:
        """Whether the page lists items."""
        return len(self.coded) >= LISTED_BY_CODES or len(self.named) >= LISTED_BY_TITLES
