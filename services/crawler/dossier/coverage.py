"""Which months an item has to cover, and which ones its words are of."""

import re
from collections.abc import Set
from datetime import date
from functools import lru_cache
from typing import Literal

from shared.rubric.model import Period
from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, fiscal_year_months, month_of
from shared.thai.months import months_of
from shared.thai.plain import any_in, plain, starts


def _names() -> str:
    """All names of months. Those that begin alike stand together, so that other letters are passed over at once."""
    endings: dict[str, list[str]] = {}
    for name in (*MONTHS_TH, *MONTHS_TH_SHORT):
        endings.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\.", r"\.?\s?"))
    return "|".join(f"{letter}(?:{'|'.join(these)})" for letter, these in endings.items())


#: Titles up to this length, in characters, are remembered.
_OFTEN = 120
_MONTH = _names()
_LAST = r"\s*(?:วันที่\s*)?(?:\d{1,2}\s*)?" + rf"(?:เดือน\s*)?(?:{_MONTH})"
_TO = rf"(?:-|–|—|ถึง|จนถึง){_LAST}"
_TO_MONTH = rf"(?:{_MONTH})\s*(?:พ\.ศ\.\s*)?(?:\d{{2,4}})?\s*{_TO}\s*(?:พ\.ศ\.\s*)?(?:\d{{2,4}})?"
#: "ต.ค. 2566 – มี.ค. 2567" names a period, not the months in it.
_RANGE = re.compile(rf"(?:\d{{1,2}}\s*)?{_TO_MONTH}")
#: Whether there may be any: what stands between two months, and the second.
_ANY_RANGE = (*starts("-–—", _LAST), re.compile(f"ถึง{_LAST}"))


def months_wanted(period: Period | None, fiscal_year: int, now: date) -> tuple[str, ...]:
    """The months of the period, or of the fiscal year, that have ended. now: the day in Bangkok."""
    every = period.months() if period else fiscal_year_months(fiscal_year)
    running = month_of(now)  # written so that earlier months come before it as texts, too
    return tuple(month for month in every if month < running)


def months_said(text: str, fiscal_year: int, known: frozenset[str] | None = None) -> set[str]:
    """The months of the fiscal year that a plain text is of; the name of a period is not of the months in it.

    known: what is said by the text with its periods, where the caller has it already.
    """
    bare = _RANGE.sub(" ", text) if any_in(_ANY_RANGE, text) else text
    if bare != text:
        return months_of(plain(bare), fiscal_year)
    return months_of(text, fiscal_year) if known is None else set(known)


def months_titled(title: str, fiscal_year: int) -> frozenset[str]:
    """The same of a title as it stands. Most of a site's are the same few words, so short ones are remembered."""
    read = _titled_often if len(title) <= _OFTEN else _titled
    return read(title, fiscal_year)


def _titled(title: str, fiscal_year: int) -> frozenset[str]:
    return frozenset(months_said(plain(title), fiscal_year))


_titled_often = lru_cache(maxsize=4096)(_titled)


def months_shown(kind: Literal["section", "page", "document"], titled: set[str], written: set[str]) -> set[str]:
    """A document's title says which month it is of; where it does not, its words do."""
    if kind != "document":
        return written
    if not titled or not written:
        return titled | written
    return titled & written


def months_of_other_years(called: Set[str], named: Set[str], fiscal_year: int) -> set[str]:
    """Of the fiscal year's months that a document is called after those that its words (named) have of another year, if
    they name none of the fiscal year: last year's report under this year's label."""
    if not named or named & set(fiscal_year_months(fiscal_year)):
        return set()
    others = {month.partition("-")[2] for month in named}
    return {month for month in called if month.partition("-")[2] in others}
