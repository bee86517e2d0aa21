"""Fiscal years in words."""

import re
from functools import lru_cache

from shared.thai import arabic_digits

_YEAR = re.compile(r"(?<!\d)(25[4-9]\d|20[0-4]\d)(?!\d)")
_SHORT = re.compile(r"(?:ita|oit|ปีงบประมาณ|ปีงบ|ปี)[\s._\-]*(?:พ\.?ศ\.?\s*)?((?:5|6|7)\d)(?!\d)", re.IGNORECASE)
#: A month from October to December with its year: the next fiscal year's. Of numbers only those with a dash, as file
#: names and addresses have them: "12/2566" is an order's number.
_LATE_MONTH = re.compile(
    r"(?:ตุลาคม|พฤศจิกายน|ธันวาคม|[ตธ]\.\s?ค\.?|พ\.\s?ย\.?|\b(?:oct(?:ober)?|(?:nov|dec)(?:ember)?)\b\.?|(?<!\d)1[0-2][-_])"
    r"\s*(?:ปี\s*)?(?:พ\.?\s?ศ\.?\s*)?(?P<year>25[4-9]\d|20[0-4]\d)(?!\d)|(?<!\d)(?P<before>25[4-9]\d|20[0-4]\d)[-_]1[0-2](?!\d)",
    re.IGNORECASE,
)
#: Words at most of a line that says nothing but a year, and what a line of so many of the longest has in characters.
_YEAR_WORDS, _LONGEST_YEAR_LINE = 12, 12 * len("fiscal year")
#: A line that says nothing but a year: it heads what follows, whatever it looks like.
_YEAR_LINE = re.compile(
    r"(?:[^\w\u0e00-\u0e7f]|ita|oit|การประเมิน|ข้อมูล|เอกสาร|ประจำ|ปีงบประมาณ|ปีงบ|ปี|พ\.?ศ\.?|fy|fiscal year|\d{4})"
    rf"{{1,{_YEAR_WORDS}}}+",
    re.IGNORECASE,
)
#: Texts up to this length, in characters, are remembered: a site's pages repeat its menus and headings.
_OFTEN = 120
#: Gregorian years from here on are told from Buddhist ones, which begin at 2540.
_BUDDHIST_FROM = 2400


def years_named(text: str) -> frozenset[int]:
    """Buddhist years in a heading or address; 2024 is 2567, "ITA 67" is 2567, and so is "ตุลาคม 2566"."""
    return _named_often(text) if len(text) <= _OFTEN else _named(text)


@lru_cache(maxsize=4096)
def _named_often(text: str) -> frozenset[int]:
    return _named(text)


def _named(text: str) -> frozenset[int]:
    words = arabic_digits(text)
    if not _YEAR.search(words):
        return frozenset(2500 + int(year) for year in _SHORT.findall(words))
    words = _LATE_MONTH.sub(_of_fiscal_year, words)
    years = {int(year) for year in _YEAR.findall(words)}
    years |= {2500 + int(year) for year in _SHORT.findall(words)}
    return frozenset(year if year > _BUDDHIST_FROM else year + 543 for year in years)


def _of_fiscal_year(month: re.Match[str]) -> str:
    """The fiscal year of a month from October to December."""
    return f" {int(month['year'] or month['before']) + 1} "


def years_in_order(text: str) -> list[int]:
    """The Buddhist years in a text in the order in which it names them."""
    words = arabic_digits(text)
    named = [int(year) for year in _YEAR.findall(words)] or [2500 + int(year) for year in _SHORT.findall(words)]
    return [year if year > _BUDDHIST_FROM else year + 543 for year in named]


def is_year_line(text: str) -> bool:
    """Whether the text says nothing but a year."""
    return len(text) <= _LONGEST_YEAR_LINE and _is_year_line(text)


@lru_cache(maxsize=4096)
def _is_year_line(text: str) -> bool:
    words = arabic_digits(text)
    return _YEAR_LINE.fullmatch(words) is not None and bool(years_named(words))
