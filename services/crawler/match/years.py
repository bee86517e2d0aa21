"""Which fiscal year a page, or a part of it, is about."""

import re
from urllib.parse import unquote, urlsplit

from services.crawler.page import Block, Page
from shared.thai import arabic_digits

_YEAR = re.compile(r"(?<!\d)(25[4-9]\d|20[0-4]\d)(?!\d)")
_SHORT = re.compile(r"(?:ita|oit|ปีงบประมาณ|ปีงบ|ปี)[\s._\-]*(?:พ\.?ศ\.?\s*)?((?:5|6|7)\d)(?!\d)", re.IGNORECASE)
#: A line that says nothing but a year: it heads what follows, whatever it looks like.
_YEAR_LINE = re.compile(
    r"(?:[^\w\u0e00-\u0e7f]|ita|oit|การประเมิน|ข้อมูล|เอกสาร|ประจำ|ปีงบประมาณ|ปีงบ|ปี|พ\.?ศ\.?|fy|fiscal year|\d{4}){1,12}+",
    re.IGNORECASE,
)
#: Longest bold line, in characters, that heads what follows.
_HEADLINE = 90
#: Level of such lines: any real heading stands above them.
_LINE_LEVEL = 7
#: Gregorian years from here on are told from Buddhist ones, which begin at 2540.
_BUDDHIST_FROM = 2400


def years_named(text: str) -> frozenset[int]:
    """Buddhist years in a heading or address; 2024 is 2567, "ITA 67" is 2567."""
    words = arabic_digits(text)
    years = {int(year) for year in _YEAR.findall(words)}
    years |= {2500 + int(year) for year in _SHORT.findall(words)}
    return frozenset(year if year > _BUDDHIST_FROM else year + 543 for year in years)


def address_years(url: str) -> frozenset[int]:
    """Years in the path of an address; upload folders (``/uploads/2024/03/``) and dates are not years of a page."""
    path = unquote(urlsplit(url).path)
    path = re.sub(r"/uploads?/\d{4}/", "/", path)
    return frozenset() if re.search(r"/\d{4}/\d{1,2}(?:/|$)", path) else years_named(path)


def page_years(page: Page) -> frozenset[int]:
    """The years of the page as a whole: its heading, else its title, else its address."""
    for words in (page.heading, page.title):
        if years := years_named(words):
            return years
    return address_years(page.url)


def other_year(years: frozenset[int], fiscal_year: int) -> int | None:
    """The latest year named, if the right one is not among them."""
    return max(years) if years and fiscal_year not in years else None


class YearsOfBlocks:
    """The years of every block of a page. items: blocks that name items; the years in them are the item's own, since
    O13 may well be "last year's report"."""

    def __init__(self, page: Page, items: frozenset[int]) -> None:
        self.page = page_years(page)
        self._controllers = page.controllers
        self._around = page.around
        self._headings = _by_heading(page, items)

    def of(self, block: Block) -> frozenset[int]:
        """The years of the nearest heading or tab above the block, else of the page."""
        for element in self._around(block.element):
            words = self._controllers.get(element.ident, "") if element.ident else ""
            if words and (years := years_named(words)):
                return years
        return self._headings[block.index] or self.page


def _by_heading(page: Page, items: frozenset[int]) -> list[frozenset[int]]:
    """For every block the years of the headings it stands under."""
    open_headings: dict[int, frozenset[int]] = {}
    years: list[frozenset[int]] = []
    for block in page.blocks:
        level = 0 if block.chrome or block.index in items else _level(page, block)
        if level:
            open_headings = {other: named for other, named in open_headings.items() if other < level}
            open_headings[level] = years_named(block.text)
        named = [open_headings[level] for level in sorted(open_headings, reverse=True) if open_headings[level]]
        years.append(named[0] if named else frozenset())
    return years


def _level(page: Page, block: Block) -> int:
    """1–6 of a heading, 7 of a line that heads what follows though it is no heading, else 0."""
    if 0 < block.level < _LINE_LEVEL:
        return block.level
    if block.links or _in_entry(page, block):
        return 0
    text = arabic_digits(block.text)
    headline = block.bold and len(text) <= _HEADLINE
    return _LINE_LEVEL if years_named(text) and (headline or _YEAR_LINE.fullmatch(text)) else 0


def _in_entry(page: Page, block: Block) -> bool:
    """Whether the block is part of a list entry, or one of several cells of a row: it says nothing of what follows."""
    for element in page.around(block.element):
        if element.tag in {"td", "th"}:
            return element.colspan == 1
        if element.tag in {"li", "dd", "dt", "figure"}:
            return True
    return False
