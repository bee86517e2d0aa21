"""Full dates in text: day, month and year in Thai, English, numbers or ISO form, either era, either digits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.thai.calendar import BUDDHIST_OFFSET
from shared.thai.digits import arabic_digits
from shared.thai.normalise import normalise
from shared.thai.words import ANY_NAME, ENGLISH_NAMES, FULL_YEAR, YEAR, buddhist, month_number

_DAY = r"(?<![\d.,/])(?P<day>0?[1-9]|[12]\d|3[01])"
_WORDS = re.compile(rf"{_DAY}(?: |(?=\D))(?:เดือน ?)?{ANY_NAME} ?{YEAR}")
_ENGLISH = re.compile(rf"{ENGLISH_NAMES} {_DAY}(?:st|nd|rd|th)?,? {FULL_YEAR}")
_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<by>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=by)"
    r"(?P<year>2[456]\d\d|20\d\d|19\d\d)(?!\d)"
)
_SHORT_NUMBERS = re.compile(
    r"(?<![\d./-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<by>[/-])(?P<month>0?[1-9]|1[0-2])(?P=by)(?P<year>[4-9]\d)(?![\d/.-])"
)
_ISO = re.compile(
    r"(?<![\d-])(?P<year>2[456]\d\d|20\d\d|19\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text. day: Gregorian; text: as written; start, end: place in ``normalise(text)``."""

    day: date
    text: str
    start: int
    end: int


def dates_in(text: str) -> list[FoundDate]:
    """The full dates in a text, in order; impossible ones (31 กุมภาพันธ์) are left out."""
    plain = normalise(text)
    searched = arabic_digits(plain)
    found = {item.start: item for item in _found(searched, plain)}
    return [found[start] for start in sorted(found)]


def parse_date(text: str) -> date | None:
    """The first full date in a text, as a Gregorian date; None if there is none."""
    found = dates_in(text)
    return found[0].day if found else None


def _found(searched: str, plain: str) -> Iterator[FoundDate]:
    for pattern in (_WORDS, _ENGLISH, _NUMBERS, _SHORT_NUMBERS, _ISO):
        for match in pattern.finditer(searched):
            day = _date(match)
            if day is not None:
                yield FoundDate(day, plain[match.start() : match.end()], match.start(), match.end())


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = int(groups["month"]) if "month" in groups else month_number(match)
    try:
        return date(buddhist(groups["year"]) - BUDDHIST_OFFSET, month, int(groups["day"]))
    except ValueError:
        return None
