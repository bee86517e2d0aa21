"""Full dates in text: day, month and year in Thai, English, numbers or ISO form, either era, either digits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shared.thai.calendar import BUDDHIST_OFFSET
from shared.thai.digits import arabic_digits
from shared.thai.normalise import normalise
from shared.thai.plain import Sought, starts
from shared.thai.words import (
    ANY_NAME,
    ANY_START,
    ENGLISH_NAMES,
    ENGLISH_START,
    ENGLISH_VOWELS,
    FULL_YEAR,
    YEAR,
    buddhist,
    month_number,
)

_DAY = r"(?<![\d.,/])(?P<day>0?[1-9]|[12]\d|3[01])"
_WORDS = Sought(
    # Both kinds of days begin with one set, which is searched five times faster than two.
    start=(re.compile(rf"[0-9](?:(?<=[0-3])(?=\d? ?{ANY_START})|(?<=[4-9])(?= ?{ANY_START}))"),),
    whole=re.compile(rf"{_DAY}(?: |(?=\D))(?:เดือน ?)?{ANY_NAME} ?{YEAR}"),
)
_ENGLISH = Sought(
    start=ENGLISH_START,
    whole=re.compile(rf"{ENGLISH_NAMES} {_DAY}(?:st|nd|rd|th)?,? {FULL_YEAR}"),
    signs=ENGLISH_VOWELS,
)
_NUMBERS_START = (re.compile(r"[0-9](?=\d?[/.-]\d)"),)
_NUMBERS = Sought(
    start=_NUMBERS_START,
    whole=re.compile(
        r"(?<![\d./-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<by>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=by)"
        r"(?P<year>2[456]\d\d|20\d\d|19\d\d)(?!\d)"
    ),
)
_SHORT_NUMBERS = Sought(
    start=_NUMBERS_START,
    whole=re.compile(
        r"(?<![\d./-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<by>[/-])(?P<month>0?[1-9]|1[0-2])(?P=by)(?P<year>[4-9]\d)"
        r"(?![\d/.-])"
    ),
)
_ISO = Sought(
    start=starts("12", r"(?=\d{3}-[01])"),
    whole=re.compile(
        r"(?<![\d-])(?P<year>2[456]\d\d|20\d\d|19\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
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
    written = normalise(text)
    return dates_of(arabic_digits(written), written)


def dates_of(searched: str, written: str) -> list[FoundDate]:
    """The same of a text that is plain already. written: the same with the digits as they were, for ``FoundDate``."""
    found = {item.start: item for item in _found(searched, written)}
    return [found[start] for start in sorted(found)]


def numeric_dates_of(searched: str) -> list[FoundDate]:
    """Of these only the dates that are written in numbers alone, in no order."""
    return list(_matched((_NUMBERS, _SHORT_NUMBERS, _ISO), searched, searched))


def parse_date(text: str) -> date | None:
    """The first full date in a text, as a Gregorian date; None if there is none."""
    found = dates_in(text)
    return found[0].day if found else None


def _found(searched: str, written: str) -> Iterator[FoundDate]:
    return _matched((_WORDS, _ENGLISH, _NUMBERS, _SHORT_NUMBERS, _ISO), searched, written)


def _matched(patterns: Iterable[Sought], searched: str, written: str) -> Iterator[FoundDate]:
    for pattern in patterns:
        for match in pattern.finditer(searched):
            day = _date(match)
            if day is not None:
                yield FoundDate(day, written[match.start() : match.end()], match.start(), match.end())


def _date(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = int(groups["month"]) if "month" in groups else month_number(match)
    try:
        return date(buddhist(groups["year"]) - BUDDHIST_OFFSET, month, int(groups["day"]))
    except ValueError:
        return None
