"""Checks for months: which months of the period the item covers, and whether empty months say so."""

import re

from services.crawler.checks.result import Result, absent, found
from services.crawler.checks.words import has_word, source_has
from services.crawler.dossier import Dossier
from shared.rubric.checks import MonthCoverageCheck, StatesNoneCheck
from shared.thai import arabic_digits

_NUMBERS = re.compile(r"(?<!\d)\d{1,9}\s*(?:เรื่อง|ราย|รายการ|ครั้ง|คดี|โครงการ)")


def month_coverage(_check: MonthCoverageCheck, dossier: Dossier) -> Result:
    """Every month of the period that has ended is covered."""
    wanted, covered = dossier.months_wanted, dossier.months_covered
    missing = [month for month in wanted if month not in covered]
    if not wanted:
        return Result(None, "no month of the period has ended yet")
    if missing:
        return absent(dossier, f"{len(covered)}/{len(wanted)}; ขาด / missing: {', '.join(missing)}")
    return found(f"{len(covered)}/{len(wanted)}: {', '.join(covered)}", next(iter(covered.values())).url)


def states_none(check: StatesNoneCheck, dossier: Dossier) -> Result:
    """Says that there was nothing, or has content where there was something."""
    for source in dossier.sources:
        said = [word for word in check.any_of if source_has(word, source)]
        for line in source.lines if said else ():
            if any(has_word(word, line) for word in said):
                return found(line, source.url)
    wanted, covered = dossier.months_wanted, dossier.months_covered
    if dossier.item.period and wanted and len(covered) == len(wanted):
        return found("every month has content", next(iter(covered.values())).url)
    for line, source in dossier.lines():
        if _NUMBERS.search(arabic_digits(line)):
            return found(line, source.url)
    return absent(dossier, f"says nothing of empty months: {check.any_of[0]}" if check.any_of else "says nothing")
