"""What kind of page it is: a list of items, one item's own page, or one of other things, on which titles say little."""

import re
import sys
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import unquote, urlsplit

from services.crawler.match.mark import Mark
from services.crawler.match.menus import menu_entries
from services.crawler.match.model import LISTED_BY_CODES, LISTED_BY_TITLES, LISTED_IN_SECTION, Matched
from services.crawler.match.names import ItemNames, names_ita
from services.crawler.match.site_boxes import heads_site_box
from services.crawler.page import Block, Page

#: How sure it is, 0–1, that a page is an item's: by its heading or by the link that led here; by its address alone.
_BY_HEADING, _BY_ADDRESS = 0.8, 0.7
#: So many times the items of a page's content its menus must name for that content to be no list.
_OUTDONE = 1.5
#: Behind the last block of any page.
_NEVER = sys.maxsize
#: Paths of the first page of a website, or of its part in one language.
_FRONT = re.compile(r"(?:(?:th|en|main|web)/)?(?:index|home|main|default|th|en)(?:\.\w{2,5})?")


class Listing:
    """Judges a page by its marks. of_items: the items whose link led to it. names_ita: it speaks of the assessment."""

    def __init__(self, names: ItemNames, page: Page, marks: Sequence[Mark], of_items: tuple[str, ...]) -> None:
        self._names = names
        self._page = page
        self._marks = list(marks)
        self._of_items = of_items
        heading = page.heading if page.heads_all else ""
        self.names_ita = names_ita(f"{page.title} {heading} {unquote(page.url)}")

    def gated(self) -> list[Mark]:
        """Titles alone count only on pages that list items; elsewhere they are menus, news, or files of the item."""
        named = {item for mark in self._marks for item in mark.items}
        lists = self._lists(self._marks) and not (self._is_headed() or self._is_outdone(named))
        if _is_coded(self._marks) or lists:
            return self._marks
        own = set(self._own_items()[0])
        if self.names_ita and not own:
            return self._marks
        return [mark for mark in self._marks if mark.code or (mark.level and set(mark.items) & own)]

    def page_items(self, marks: Sequence[Mark]) -> tuple[tuple[str, ...], float]:
        """The items that the page as a whole belongs to, and how sure that is; none of one on which these marks list
        items."""
        lists = not self._of_items and self._lists(marks)
        return ((), 0.0) if _is_coded(marks) or lists else self._own_items()

    def own_blocks(self, items: Sequence[str]) -> range:
        """The blocks that are these items' own: from the heading that names one on to the first of the site's own
        boxes; what stands before is beside them. Where no link stands between, all of that side."""
        if not items:
            return range(0)
        named = [(block, self._names.named_in(block.text) & {*items}) for block in self._page.blocks if _is_head(block)]
        linked = [block.index for block in self._page.blocks if block.links]
        first = next((block.index for block, own in named if own), 0)
        first = first if linked and linked[-1] >= first else 0
        boxes = (block.index for block, own in named if block.index > first and not own and heads_site_box(block.text))
        last = next(boxes, _NEVER)
        return range(first, last if any(first <= place < last for place in linked) else _NEVER)

    def _lists(self, marks: Sequence[Mark]) -> bool:
        """Whether titles name enough items for a list: of all, or of the part of the assessment that the page is."""
        named = {item for mark in marks for item in mark.items}
        return len(named) >= LISTED_BY_TITLES or len(named & self._section) >= LISTED_IN_SECTION

    @cached_property
    def _section(self) -> frozenset[str]:
        return self._names.of_section(self._page)

    def _own_items(self) -> tuple[tuple[str, ...], float]:
        if self._of_items or self._is_front():
            return self._of_items, _BY_HEADING
        if (named := self._names.of_page(self._page)) and not self._only_heads_a_box():
            return named, _BY_HEADING
        return self._names.of_address(self._page.url), _BY_ADDRESS

    def _only_heads_a_box(self) -> bool:
        """Whether the heading is a box's of a start page, whose menus lead to as many items as a list: a page of its
        own has it in its title, too."""
        if not self._page.heading or self._page.heading in self._page.title:
            return False
        return len({entry.item for entry in self._in_menus()}) >= LISTED_BY_TITLES

    def _in_menus(self) -> tuple[Matched, ...]:
        """What the page's menus name."""
        return tuple(menu_entries(self._names, self._page, frozenset(), frozenset()))

    def _is_front(self) -> bool:
        """Whether the page is a website's first: the heads of its boxes are no page's."""
        address = urlsplit(self._page.url)
        path = address.path.strip("/").lower()
        return not address.query and (not path or _FRONT.fullmatch(path) is not None)

    def _is_headed(self) -> bool:
        """Whether one item's link leads to the page and its heading names that item: what follows is the item's own,
        however like other items' titles its parts are (a No Gift Policy sign among the measures)."""
        heading, of = self._page.heading, self._of_items
        headed = (m for m in self._marks if m.level and m.items == of and self._page.blocks[m.block].text == heading)
        return len(of) == 1 and any(headed)

    def _is_outdone(self, named: set[str]) -> bool:
        """Whether the page's menus name far more items than its content does: a start page with some boxes of news and
        services, and no list. A page that speaks of the assessment lists what it lists."""
        entries = [link for link in self._page.links if link.chrome and not link.toggle and link.fetchable]
        if len(entries) < _OUTDONE * len(named) or self.names_ita:
            return False
        return len({entry.item for entry in self._in_menus()}) >= _OUTDONE * len(named)


def _is_head(block: Block) -> bool:
    return bool(block.level) and not block.chrome


def _is_coded(marks: Sequence[Mark]) -> bool:
    """Whether so many items have codes that they make a list."""
    return len({item for mark in marks if mark.coded for item in mark.items}) >= LISTED_BY_CODES
