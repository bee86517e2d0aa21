"""Parts of a page for other years: lists of their own, with numbers and spellings of their own."""

from collections.abc import Mapping, Sequence

from services.crawler.match.mark import Mark
from services.crawler.match.model import LISTED_BY_TITLES
from services.crawler.match.years import YearsOfBlocks, other_year
from services.crawler.page import Page


def parts_by_year(
    page: Page, marks: Sequence[Mark], fiscal_year: int, years_of: Mapping[int, frozenset[int]]
) -> list[list[Mark]]:
    """The marks in parts for other years apart from the rest, where either lists items: beside the codes of another
    year's list titles would be mere remarks, and its items taken. years_of: the years of its columns and tabs."""
    naming = sum(mark.coded or mark.fits for mark in marks)
    if naming < 2 * LISTED_BY_TITLES or not any(mark.coded for mark in marks):
        return [list(marks)]
    years = YearsOfBlocks(page, frozenset(mark.block for mark in marks), years_of)
    other = [mark for mark in marks if other_year(years.of(page.blocks[mark.block]), fiscal_year) is not None]
    apart = {id(mark) for mark in other}
    rest = [mark for mark in marks if id(mark) not in apart]
    return [rest, other] if _lists(rest) and _lists(other) else [list(marks)]


def _lists(marks: Sequence[Mark]) -> bool:
    """Whether titles or codes name as many items as a list does."""
    titled = {mark.title.item for mark in marks if mark.title is not None and mark.fits}
    coded = {number for mark in marks if mark.coded and mark.code for number in mark.code.numbers}
    return max(len(titled), len(coded)) >= LISTED_BY_TITLES
