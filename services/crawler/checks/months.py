"""Checks for months: which months of the period the item covers, and whether empty months say so."""

import re
from datetime import date

from services.crawler.checks.result import Result, absent, found
from services.crawler.checks.words import has_word
from services.crawler.dossier.model import Dossier, Source
from shared.rubric.checks import MonthCoverageCheck, StatesNoneCheck
from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits, fiscal_year_months, months_in, normalise

_MONTH = "|".join(re.escape(name).replace(r"\.", r"\.?\s?") for name in (*MONTHS_TH, *MONTHS_TH_SHORT))
#: "ต.ค. 2566 – มี.ค. 2567" names a period, not the months in it.
_RANGE = re.compile(
    rf"(?:\d{{1,2}}\s*)?(?:{_MONTH})\s*(?:พ\.ศ\.\s*)?(?:\d{{2,4}})?\s*(?:-|–|—|ถึง|จนถึง)\s*(?:วันที่\s*)?(?:\d{{1,2}}\s*)?"
    rf"(?:เดือน\s*)?(?:{_MONTH})\s*(?:พ\.ศ\.\s*)?(?:\d{{2,4}})?"
)
_NUMBERS = re.compile(r"(?<!\d)\d{1,9}\s*(?:เรื่อง|ราย|รายการ|ครั้ง|คดี|โครงการ)")


def months_covered(dossier: Dossier) -> dict[str, Source]:
    """Every month of the period that the item covers, with the source that proves it."""
    wanted = months_wanted(dossier)
    covered: dict[str, Source] = {}
    for source in dossier.sources:
        for month in sorted(_months_of(source, dossier)):
            if month in wanted:
                covered.setdefault(month, source)
    return dict(sorted(covered.items()))


def months_wanted(dossier: Dossier) -> tuple[str, ...]:
    """The months of the item's period, or of the fiscal year, that have ended."""
    period = dossier.item.period
    months = period.months() if period else fiscal_year_months(dossier.fiscal_year)
    return tuple(month for month in months if _ended(month, dossier.now))


def _ended(month: str, now: date) -> bool:
    year, number = (int(part) for part in month.split("-"))
    return (now.year, now.month) > (year - 543, number)


def _months_of(source: Source, dossier: Dossier) -> set[str]:
    """A document's title says which month it is of; where it does not, its words do."""
    titled = months_in(_without_ranges(source.title), dossier.fiscal_year) if source.title else set()
    written = months_in(_without_ranges(source.text), dossier.fiscal_year)
    if source.kind != "document" or not titled:
        return written if source.kind != "document" else titled | written
    return titled & written if titled & written else titled if not written else set()


def _without_ranges(text: str) -> str:
    return _RANGE.sub(" ", arabic_digits(normalise(text)))


def month_coverage(_check: MonthCoverageCheck, dossier: Dossier) -> Result:
    """Every month of the period that has ended is covered."""
    wanted = months_wanted(dossier)
    covered = months_covered(dossier)
    missing = [month for month in wanted if month not in covered]
    if not wanted:
        return Result(None, "no month of the period has ended yet")
    if missing:
        return absent(dossier, f"{len(covered)}/{len(wanted)}; ขาด / missing: {', '.join(missing)}")
    return found(f"{len(covered)}/{len(wanted)}: {', '.join(covered)}", next(iter(covered.values())).url)


def states_none(check: StatesNoneCheck, dossier: Dossier) -> Result:
    """Says that there was nothing, or has content where there was something."""
    for line, source in dossier.lines():
        if any(has_word(word, line) for word in check.any_of):
            return found(line, source.url)
    wanted = months_wanted(dossier)
    covered = months_covered(dossier)
    if dossier.item.period and wanted and len(covered) == len(wanted):
        return found("every month has content", next(iter(covered.values())).url)
    for line, source in dossier.lines():
        if _NUMBERS.search(arabic_digits(line)):
            return found(line, source.url)
    return absent(dossier, f"says nothing of empty months: {check.any_of[0]}" if check.any_of else "says nothing")
