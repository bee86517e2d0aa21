"""What ends a title's hold on a page: a heading after it, or words of its own kind that head what is below them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from services.crawler.match.mark import Mark
from services.crawler.match.news import heads_news
from services.crawler.match.site_boxes import heads_site_box
from services.crawler.page import Block, Page
from services.crawler.page.attributes import class_kind

#: Level of a mark that is no heading: any heading ends it.
_NO_HEADING = 8
_CELL_TAGS = frozenset({"td", "th"})


def kind_of(page: Page, element: int) -> tuple[str, str]:
    """An element's tag, and what its classes say of its kind."""
    return page.elements[element].tag, class_kind(page.elements[element].classes)


def stand_alike(page: Page, one: int, other: int) -> bool:
    """Whether two elements are one line, or stand in one box, or in boxes of one kind side by side: trees are tables or
    boxes in boxes, one for each entry. The rows of one table may as well be of the item that the first names."""
    if kind_of(page, one) != kind_of(page, other):
        return False
    if page.elements[one].parent == page.elements[other].parent:
        return True
    shared = page.shared(one, other)
    kinds = [kind_of(page, each) for each in page.path(one)[shared:]]
    return bool(kinds) and kinds[0][0] != "tr" and kinds == [kind_of(page, each) for each in page.path(other)[shared:]]


class Heads:
    """The headings of one page, and the words that are styled as such."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def end(self, mark: Mark, block: Block) -> bool:
        """Whether something between the mark and the block ends what the mark holds."""
        return self._heading_between(mark, block) or self._followed(mark, block)

    def _heading_between(self, mark: Mark, block: Block) -> bool:
        level = mark.level or _NO_HEADING
        places = self._headings[level]
        at = bisect_left(places, block.index)
        while at and places[at - 1] > mark.until:
            if not self._same_heading(places[at - 1], mark) and not self._is_of_news(places[at - 1], mark):
                return True
            at -= 1
        return False

    def _followed(self, mark: Mark, block: Block) -> bool:
        """Whether words of the very kind of a title that is no heading and no link come between it and the block, in a
        box of their own or behind links of the title: whatever they name, they head what is below them."""
        kind = kind_of(self._page, mark.element)
        if mark.code or mark.link or mark.level or not kind[1] or kind[0] in _CELL_TAGS:
            return False
        places = self._plain[kind]
        between = places[bisect_right(places, mark.until) : bisect_left(places, block.index)]
        own = self._page.elements[mark.element].parent
        return any(
            self._page.elements[self._page.blocks[place].element].parent != own or self._heads_links(mark, place, block)
            for place in between
        )

    def _heads_links(self, mark: Mark, place: int, block: Block) -> bool:
        """Whether the words there are the next head: links in parts of another kind stand above and below."""
        behind = self._linked[bisect_right(self._linked, mark.until) : bisect_left(self._linked, place)]
        kind = kind_of(self._page, mark.element)
        parts = (self._page.blocks[each].element for each in (*behind[:1], block.index))
        return bool(behind) and all(kind_of(self._page, part) != kind for part in parts)

    @cached_property
    def _plain(self) -> dict[tuple[str, str], list[int]]:
        """For every kind of element the blocks of its kind that are words without links."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for block in self._page.blocks:
            if not block.chrome and not block.links and not block.level:
                places[kind_of(self._page, block.element)].append(block.index)
        return places

    @cached_property
    def _linked(self) -> list[int]:
        """The blocks with links."""
        return [block.index for block in self._page.blocks if block.links and not block.chrome]

    def _same_heading(self, place: int, mark: Mark) -> bool:
        """Whether the heading block is a further line of the mark's own heading."""
        return mark.level > 0 and self._page.blocks[place].element == self._page.blocks[mark.until].element

    def _is_of_news(self, place: int, mark: Mark) -> bool:
        """Whether a lower heading of news stands under the item of news: that is what it asks for."""
        lower = self._page.blocks[place].level > (mark.level or _NO_HEADING)
        return lower and heads_news(mark.title_text) and heads_news(self._page.blocks[place].text)

    @cached_property
    def _headings(self) -> dict[int, list[int]]:
        """For every level the blocks that are headings of it or a higher one (a smaller number), or of boxes of the
        site's own, which end all that stands above them."""
        places: dict[int, list[int]] = {level: [] for level in range(1, _NO_HEADING + 1)}
        for block in self._page.blocks:
            if block.level and not block.chrome:
                highest = 1 if heads_site_box(block.text) else block.level
                for level in range(highest, _NO_HEADING + 1):
                    places[level].append(block.index)
        return places
