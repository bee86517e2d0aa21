"""Which fiscal year a page, or a part of it, is about."""

import re
from urllib.parse import unquote, urlsplit

from services.crawler.page import Page
from shared.thai import arabic_digits

_YEAR = re.compile(r"(?<!\d)(25[4-9]\d|20[0-4]\d)(?!\d)")
_SHORT = re.compile(r"(?:ita|oit|ปีงบประมาณ|ปีงบ|ปี)[\s._\-]*(?:พ\.?ศ\.?\s*)?((?:5|6|7)\d)(?!\d)", re.IGNORECASE)
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
