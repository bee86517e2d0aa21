"""Which fiscal year a page, or a part of it, is about."""

import re
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from services.crawler.match.columns import years_of_cells
from services.crawler.match.dates import is_year_line, years_named
from services.crawler.match.panels import years_of_panels
from services.crawler.page import Block, Page

#: A folder of files by the year in which they came, and an article's date, in the path of an address.
_UPLOADS, _DATED = re.compile(r"/uploads?/\d{4}/"), re.compile(r"/\d{4}/\d{1,2}(?:/|$)")
#: Longest bold line, in characters, that heads what follows.
_HEADLINE = 90
#: Level of such lines: any real heading stands above them.
_LINE_LEVEL = 7


def address_years(url: str) -> frozenset[int]:
    """Years in the path of an address; upload folders (``/uploads/2024/03/``) and dates are not years of a page."""
    path = unquote(urlsplit(url).path)
    if not years_named(path):  # as of most, which need no second look
        return frozenset()
    path = _UPLOADS.sub("/", path)
    return frozenset() if _DATED.search(path) else years_named(path)


def page_years(page: Page) -> frozenset[int]:
    """The years of the page as a whole: its heading, else its title, else its address."""
    for words in (page.heading if page.heads_all else "", page.title):
        if years := years_named(words):
            return years
    return address_years(page.url)


def other_year(years: frozenset[int], fiscal_year: int) -> int | None:
    """The latest year named, if the right one is not among them."""
    return max(years) if years and fiscal_year not in years else None


def years_of_parts(page: Page) -> dict[int, frozenset[int]]:
    """The years of columns and tabs. Keys: indices of elements."""
    return years_of_cells(page) | years_of_panels(page)


class YearsOfBlocks:
    """The years of every block of a page. items: blocks that name items; the years in them are the item's own, since
    O13 may well be "last year's report". parts: the years of its columns and tabs, if they are known already."""

    def __init__(self, page: Page, items: frozenset[int], parts: Mapping[int, frozenset[int]] | None = None) -> None:
        self.page = page_years(page)
        self._controllers = page.controllers
        self._around = page.around
        self._headings = _by_heading(page, items)
        self._parts = years_of_parts(page) if parts is None else parts

    def of(self, block: Block) -> frozenset[int]:
        """The years of the column, tab or heading that is nearest above the block, else of the page."""
        for element in self._around(block.element):
            if element.index in self._parts:
                return self._parts[element.index]
            words = self._controllers.get(element.ident, "") if element.ident else ""
            if words and (years := years_named(words)):
                return years
        return self._headings[block.index] or self.page


def _by_heading(page: Page, items: frozenset[int]) -> list[frozenset[int]]:
    """For every block the years of the headings it stands under."""
    open_headings: dict[int, frozenset[int]] = {}
    years: list[frozenset[int]] = []
    now: frozenset[int] = frozenset()
    layout = _layout_cells(page)
    for block in page.blocks:
        level = 0 if block.chrome or block.index in items else _level(page, block, layout)
        if level:
            open_headings = {other: named for other, named in open_headings.items() if other < level}
            open_headings[level] = years_named(block.text)
            named = [open_headings[level] for level in sorted(open_headings, reverse=True) if open_headings[level]]
            now = named[0] if named else frozenset()
        years.append(now)
    return years


def _layout_cells(page: Page) -> frozenset[int]:
    """The cells that hold tables of their own: parts of the page, and no entries."""
    tables = [element for element in page.elements if element.tag == "table"]
    return frozenset(
        each.index for table in tables for each in page.around(table.parent) if table.parent >= 0 and each.tag == "td"
    )


def _level(page: Page, block: Block, layout: frozenset[int]) -> int:
    """1–6 of a heading, 7 of a line that heads what follows though it is no heading, else 0."""
    if 0 < block.level < _LINE_LEVEL:
        return block.level
    words = block.text
    headline = block.bold and len(words) <= _HEADLINE and bool(years_named(words))
    if not headline and not is_year_line(words):  # as of most, of which no more need be asked
        return 0
    return 0 if block.links or _in_entry(page, block, layout) else _LINE_LEVEL


def _in_entry(page: Page, block: Block, layout: frozenset[int]) -> bool:
    """Whether the block is part of a list entry, or one of several cells of a row: it says nothing of what follows."""
    for element in page.around(block.element):
        if element.tag in {"td", "th"}:
            return element.colspan == 1 and element.index not in layout
        if element.tag in {"li", "dd", "dt", "figure"}:
            return True
    return False
