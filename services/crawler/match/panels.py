"""Parts of a page that switches open one by one: the first switch the first part. Only their order tells which."""

from collections.abc import Iterator, Sequence

from services.crawler.match.dates import is_year_line, years_in_order
from services.crawler.page import Block, Page
from services.crawler.page.attributes import class_kind

#: What such a part can be; entries of a list and lines of a text are none.
_PART_TAGS = frozenset({"div", "section", "article", "ul", "ol", "dl", "table"})


def years_of_panels(page: Page) -> dict[int, frozenset[int]]:
    """For every part behind a row of switches that name years, its year. Keys: indices of elements."""
    found: dict[int, frozenset[int]] = {}
    for last, years in _switches(page):
        if last + 1 < len(page.blocks):
            parts = _parts(page, page.blocks[last], page.blocks[last + 1], len(years))
            found |= {part: frozenset({year}) for part, year in zip(parts, years, strict=False)}
    return found


def _switches(page: Page) -> Iterator[tuple[int, list[int]]]:
    """Every row of switches: the index of its last block, and its years in order."""
    years: list[int] = []
    for block in page.blocks:
        if said := _years_of_switch(block):
            years = [*years, *said]
        elif years:
            if len(set(years)) == len(years) > 1:
                yield block.index - 1, years
            years = []


def _years_of_switch(block: Block) -> list[int]:
    """The years of a block that says nothing else and leads to no other page."""
    text = block.text
    if not is_year_line(text) or any(link.fetchable for link in block.links):
        return []
    return years_in_order(text)


def _parts(page: Page, switch: Block, first: Block, number: int) -> Sequence[int]:
    """The outermost boxes around what follows the switches that are as many as they, and alike."""
    before = set(page.path(switch.element))
    for box in page.path(first.element):
        if box not in before and page.elements[box].tag in _PART_TAGS:
            alike = _alike(page, box)
            if len(alike) == number and alike[0] == box:
                return alike
    return ()


def _alike(page: Page, box: int) -> list[int]:
    """The box and its siblings of the same kind, in order."""
    model = page.elements[box]
    kind = model.parent, model.tag, class_kind(model.classes)
    return [each.index for each in page.elements if (each.parent, each.tag, class_kind(each.classes)) == kind]
