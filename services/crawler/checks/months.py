"""Checks for months: which months of the period the item covers, and whether empty months say so."""

import re

from services.crawler.checks.result import Result, absent, found
from services.crawler.checks.words import line_with_any
from services.crawler.dossier import Dossier, Source
from shared.rubric.checks import MonthCoverageCheck, PeriodCheck, StatesNoneCheck
from shared.thai import arabic_digits

_NUMBERS = re.compile(r"(?<!\d)\d{1,9}\s*(?:เรื่อง|ราย|รายการ|ครั้ง|คดี|โครงการ)")
#: Words for the first half of a fiscal year.
_HALF_YEAR = (
    *("6 เดือน", "หกเดือน", "2 ไตรมาส", "สองไตรมาส", "six months", "two quarters"),
    *("ไตรมาส 1-2", "ไตรมาสที่ 1-2", "ไตรมาส 1 และ 2", "ไตรมาสที่ 1 และ 2", "ไตรมาสที่ 1 และไตรมาสที่ 2"),
)


def month_coverage(_check: MonthCoverageCheck, dossier: Dossier) -> Result:
    """Every month of the period that has ended is covered."""
    wanted, covered = dossier.months_wanted, dossier.months_covered
    missing = [month for month in wanted if month not in covered]
    if not wanted:
        return Result(None, "no month of the period has ended yet")
    if missing:
        return absent(dossier, f"{len(covered)}/{len(wanted)}; ขาด / missing: {', '.join(missing)}")
    return found(f"{len(covered)}/{len(wanted)}: {', '.join(covered)}", next(iter(covered.values())).url)


def period(_check: PeriodCheck, dossier: Dossier) -> Result:
    """The words are of the whole period, as far as it has ended: they say so, or name or span all its months."""
    wanted = set(dossier.months_wanted)
    if not wanted:
        return Result(None, "no month of the period has ended yet")
    named: set[str] = set()
    for source in dossier.sources:
        if said := _says_half_year(source, dossier.fiscal_year):
            return found(said, source.url)
        named |= source.months_named(dossier.fiscal_year)
        if wanted <= named:
            return found(f"{min(wanted)} – {max(wanted)}", source.url)
    return absent(dossier, f"ขาด / missing: {', '.join(sorted(wanted - named))}")


def _says_half_year(source: Source, fiscal_year: int) -> str | None:
    """The line that says that the source is of six months, unless it is of other years."""
    if source.fiscal_years and fiscal_year not in source.fiscal_years:
        return None
    return line_with_any(_HALF_YEAR, source)


def states_none(check: StatesNoneCheck, dossier: Dossier) -> Result:
    """Says that there was nothing, or has content where there was something."""
    for source in dossier.sources:
        if line := line_with_any(check.any_of, source):
            return found(line, source.url)
    wanted, covered = dossier.months_wanted, dossier.months_covered
    if dossier.item.period and wanted and len(covered) == len(wanted):
        return found("every month has content", next(iter(covered.values())).url)
    by_month = any(element.check.kind == "month_coverage" for element in dossier.item.elements)
    for line, source in dossier.lines() if not by_month else ():
        if _NUMBERS.search(arabic_digits(line)):
            return found(line, source.url)
    return absent(dossier, f"says nothing of empty months: {check.any_of[0]}" if check.any_of else "says nothing")
