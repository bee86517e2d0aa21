"""Checks for years and dates."""

import re
from datetime import date

from services.crawler.checks.result import Result, absent, found
from services.crawler.checks.words import has_it, has_word
from services.crawler.dossier import Dossier, Source
from shared.rubric.checks import AsOfDateCheck, FiscalYearCheck, SignatureDateCheck
from shared.thai import arabic_digits
from shared.thai.dates import dates_of
from shared.thai.months import months_named_of
from shared.thai.years import may_name_year

_AS_OF = re.compile(r"ณ\s|ข้อมูล|ปรับปรุง|จัดทำ|เดือน|ประจำ|as of|updated|effective|since|ตั้งแต่", re.IGNORECASE)
#: Words shortly before a date of announcing, ordering or signing.
_SIGNED = re.compile(
    r"ประกาศ[^\n]{0,50}ณ\s*วันที่|ประกาศ\s*(?:เมื่อ)?\s*วันที่|สั่ง\s*ณ|ลงวันที่|ลงนาม|\b(?:given|announced|dated|signed)\b",
    re.IGNORECASE,
)
#: Words before a date that tell how new the data is, not when anything was signed.
_DATA_OF = re.compile(r"ข้อมูล\s*ณ|ปรับปรุง|as of|updated", re.IGNORECASE)


def fiscal_year(check: FiscalYearCheck, dossier: Dossier) -> Result:
    """The item's pages or documents are of the fiscal year; a list's own heading does not speak for its documents."""
    others: dict[int, Source] = {}
    for source in (each for each in _own_words(dossier) if _is_about(check, each)):
        years = source.fiscal_years
        if dossier.fiscal_year in years:
            return found(_line_of_year(source, dossier.fiscal_year), source.url)
        others.update(dict.fromkeys(years, source))
    if others:
        year = max(others)
        return absent(dossier, f"{year}: {_line_of_year(others[year], year)}", others[year].url)
    return absent(dossier, f"no word of fiscal year {dossier.fiscal_year}")


def _is_about(check: FiscalYearCheck, source: Source) -> bool:
    return not check.about or any(has_it(word, source) or has_word(word, source.title) for word in check.about)


def _own_words(dossier: Dossier) -> list[Source]:
    own = [source for source in dossier.sources if source.kind != "section" and source.text.strip()]
    return own or list(dossier.sources)


def _line_of_year(source: Source, year: int) -> str:
    named = re.compile(rf"{year}|{year - 2500}(?!\d)|{year - 543}")
    lines = [source.title, *source.lines]
    return next((line for line in lines if named.search(arabic_digits(line))), source.title or source.text[:80])


def as_of_date(check: AsOfDateCheck, dossier: Dossier) -> Result:
    """A date or month that the data is from, not before the one asked for."""
    earliest = date.fromisoformat(check.not_before) if check.not_before else date.min
    older: tuple[str, str] | None = None
    for line, source in dossier.lines():
        searched = arabic_digits(source.mended(line))
        if not may_name_year(searched) or not _AS_OF.search(line):  # of which the second takes many times longer
            continue
        newest = _newest(searched)
        if newest and newest >= earliest.replace(day=1) and newest <= dossier.now:
            return found(line, source.url)
        older = older or ((line, source.url) if newest and newest < earliest else None)
    if older:
        return absent(dossier, f"older: {older[0]}"[:200], older[1])
    return absent(dossier, "no date that the data is from")


def _newest(searched: str) -> date | None:
    days = [one.day for one in dates_of(searched, searched)]
    days += [_first_day(month) for month in months_named_of(searched)]
    return max(days, default=None)


def _first_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year - 543, number, 1)


def signature_date(_check: SignatureDateCheck, dossier: Dossier) -> Result:
    """A full date, best one that says that it is of an announcement or signature; the date of data is none."""
    any_date: tuple[str, str] | None = None
    for source in _own_words(dossier):
        text = source.normalised
        for one in dates_of(source.plain, text):
            around = text[max(0, one.start - 60) : one.end]
            if _SIGNED.search(around):
                return found(around, source.url)
            if not _DATA_OF.search(text[max(0, one.start - 30) : one.start]):
                any_date = any_date or (around, source.url)
    return found(*any_date) if any_date else absent(dossier, "no date of announcement or signature")
