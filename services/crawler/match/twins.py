"""Links that differ in nothing but the year: "รายงาน… ปี 2567" beside "รายงาน… ปี 2566"."""

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from services.crawler.match.dates import years_named
from services.crawler.match.keys import title_key
from services.crawler.match.model import Matched
from shared.thai import arabic_digits, months_named

#: A year of work. One after "พ.ศ." alone is that of a law, and a month's is of the calendar.
_OF_WORK = re.compile(r"(?:ประจำ)?\s*ปี(?:งบประมาณ|งบ)?\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(?:\d{4}|\d\d)(?!\d)")


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
    return told


def _year_of_work(text: str) -> int | None:
    """The one year, Buddhist, that the text is of, where it speaks of no month; else None."""
    if "ปี" not in text or not _OF_WORK.search(arabic_digits(text)) or months_named(text):
        return None
    years = years_named(text)
    return next(iter(years)) if len(years) == 1 else None
