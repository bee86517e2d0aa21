"""Links of one item that say of which years they are: "รายงาน… ปี 2567" beside "รายงาน… ปี 2566"."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from services.crawler.match.dates import is_year_line, years_named
from services.crawler.match.keys import title_key
from services.crawler.match.model import Matched
from shared.thai import arabic_digits, months_named

#: A year of work. One after "พ.ศ." alone is that of a law, and a month's is of the calendar.
_OF_WORK = re.compile(r"(?:ประจำ)?\s*ปี(?:งบประมาณ|งบ)?\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(?:\d{4}|\d\d)(?!\d)")
#: A report of the year before is often what an item asks for; one of so many years before is an archive's.
_LONG_AGO = 2
#: Years as links say them: in full; by two figures behind a word for it, behind a slash ("1/66"), or at the end.
_FULL = re.compile(r"(?<!\d)25[4-9]\d(?!\d)")
_SHORT = re.compile(
    r"(?:ปี(?:งบประมาณ|งบ)?|งบ(?:ประมาณ)?|/|\(|\s)\s?([56]\d)(?=\s*\)|\s*$|\s*[-–]\s*[56]\d(?!\d)|\s\()|(?<=[-–])([56]\d)\s*$"
)
_ANY_FIGURE = re.compile(r"[0-9๐-๙]")
#: The year in the name of an act is that of its making.
_ACT = re.compile(r"พระราช|พ\s?\.?\s?ร\s?\.?\s?[บก]|รัฐธรรมนูญ|ระเบียบ|ข้อบังคับ|กฎ|ประกาศ(?:กระทรวง|กรม)|คำสั่ง|ประมวล|ว่าด้วย")
#: From this month on it is the next fiscal year's.
_OCTOBER = 10


def beside_the_right_year(links: Sequence[Matched], fiscal_year: int) -> list[Matched]:
    """The links, those with the years that they say which say only others, beside one of their item that says the
    fiscal year. Under a code it is the item's own affair what stands there, as it is under a heading with a year."""
    years = [_years_of(matched) for matched in links]
    right = {matched.item for matched, named in zip(links, years, strict=True) if fiscal_year in named}
    return [
        replace(matched, years=named) if named and fiscal_year not in named and matched.item in right else matched
        for matched, named in zip(links, years, strict=True)
    ]


def _years_of(matched: Matched) -> frozenset[int]:
    """The fiscal years that a link without a code says; none where something around it says one."""
    text = matched.link.text
    if matched.years or not _ANY_FIGURE.search(text) or _ACT.search(text) or "code" in matched.why:
        return frozenset()
    return _years_said(text)


@lru_cache(maxsize=2048)
def _years_said(text: str) -> frozenset[int]:
    """Fiscal years by their months or as such, and all of a range."""
    months = {tuple(map(int, month.split("-"))) for month in months_named(text)}
    if months:
        return frozenset(year + (month >= _OCTOBER) for year, month in months)
    words = arabic_digits(text)
    named = {int(year) for year in _FULL.findall(words)} | {2500 + int(a or b) for a, b in _SHORT.findall(words)}
    return frozenset(range(min(named), max(named) + 1)) if named else frozenset()


def of_their_years(links: Sequence[Matched], fiscal_year: int) -> list[Matched]:
    """The links, each of a group of twins with the year that it says, if one of them says the fiscal year.

    A year in an item's title is else the item's own: O13 may well be "last year's report".
    """
    years = {place: year for place, matched in enumerate(links) if (year := _year_of_work(matched.link.text))}
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in years:
        words = _OF_WORK.sub("", arabic_digits(links[place].link.text))
        groups[links[place].item, title_key(words)].append(place)
    told = list(links)
    for places in groups.values():
        if {fiscal_year} < {years[place] for place in places}:
            for place in places:
                told[place] = replace(links[place], years=frozenset({years[place]}))
    return _without_archives(told, fiscal_year)


def _without_archives(links: list[Matched], fiscal_year: int) -> list[Matched]:
    """The links, those that say a far older year (or nothing but an older one) as that year's, where their item has
    others and they do not name it themselves."""
    below = [each for each in links if "in link text" not in each.why]
    old = {id(each): year for each in below if (year := _old_year(each.link.text, fiscal_year))}
    recent = {each.item for each in links if id(each) not in old}
    return [
        replace(each, years=frozenset({old[id(each)]})) if id(each) in old and each.item in recent else each
        for each in links
    ]


def _old_year(text: str, fiscal_year: int) -> int | None:
    if is_year_line(text):
        year = max(years_named(text))
        return year if year < fiscal_year else None
    worked = _year_of_work(text)
    return worked if worked is not None and worked <= fiscal_year - _LONG_AGO else None


def _year_of_work(text: str) -> int | None:
    """The one year, Buddhist, that the text is of, where it speaks of no month; else None."""
    if "ปี" not in text or not _OF_WORK.search(arabic_digits(text)) or months_named(text):
        return None
    years = years_named(text)
    return next(iter(years)) if len(years) == 1 else None
