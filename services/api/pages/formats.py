"""How values read on a page: Buddhist dates and Bangkok time in Thai, Gregorian dates (still Bangkok) in English."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask

from services.api.pages.languages import language
from services.api.pages.texts import text
from shared.settings import BANGKOK
from shared.thai import BUDDHIST_OFFSET, MONTHS_TH_SHORT, format_date

#: Letters of the Thai block as addresses escape them.
_THAI_ESCAPED = re.compile(r"(?:%E0%B[89]%[89AB][0-9A-F])+", re.IGNORECASE)
#: What people call the media types that websites of units serve most.
_MEDIA = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/html": "HTML",
}


def day(value: date | str) -> str:
    """``28 ธ.ค. 2566`` or ``28 Dec 2023``."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(found, short=True) if language() == "th" else f"{found.day} {found:%b %Y}"


def moment(value: datetime | str) -> str:
    """An instant in Bangkok: ``28 ธ.ค. 2566 14:05 น.`` or ``28 Dec 2023, 14:05``.

    Exact midnight is how a day without a known time is recorded: it reads as the day alone.
    """
    found = (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(BANGKOK)
    if found.time() == time.min:
        return day(found.date())
    return f"{day(found.date())} {found:%H:%M} น." if language() == "th" else f"{day(found.date())}, {found:%H:%M}"


def year(value: int) -> str:
    """A Buddhist fiscal year; in English with the Gregorian year in which it ends."""
    return str(value) if language() == "th" else f"{value} ({value - BUDDHIST_OFFSET})"


def month(value: str) -> str:
    """``2566-10`` as ``ต.ค. 66`` or ``Oct 2023``."""
    buddhist, number = map(int, value.split("-"))
    if language() == "th":
        return f"{MONTHS_TH_SHORT[number - 1]} {buddhist % 100:02d}"
    return f"{date(buddhist - BUDDHIST_OFFSET, number, 1):%b %Y}"


def points(value: Decimal | str | None) -> str:
    """Points with two places; a dash where there are none."""
    return "–" if value is None else f"{Decimal(value):.2f}"


def count(value: int | None) -> str:
    """A whole number with separators; a dash where there is none."""
    return "–" if value is None else f"{value:,}"


def size(value: int) -> str:
    """A number of bytes."""
    kilo = 1024
    return f"{value / kilo / kilo:,.1f} MB" if value >= kilo * kilo else f"{value / kilo:,.1f} KB"


def pick(value: Any) -> str:
    """A text with both languages (mapping, or anything with ``th`` and ``en``) in the language of the page."""
    chosen = value[language()] if isinstance(value, Mapping) else getattr(value, language())
    return str(chosen)


def media(media_type: str) -> str:
    """A media type as people call it: ``Excel``; itself where it has no such name."""
    return _MEDIA.get(media_type, media_type)


def webpage(address: str | None) -> bool:
    """Whether an address may become a link: what websites and people enter may also be a script."""
    return address is not None and urlsplit(address).scheme in ("http", "https")


def short_address(address: str) -> str:
    """An address without its scheme, for reading: Thai letters as such, all other signs as they are escaped."""
    plain = address.removeprefix("https://").removeprefix("http://").rstrip("/")
    return _THAI_ESCAPED.sub(lambda escaped: unquote(escaped[0]), plain)


def init_app(app: Flask) -> None:
    """Make them the filters and tests of the templates."""
    for function in (day, moment, year, month, points, count, size, pick, media, short_address):
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.tests["webpage"] = webpage
    app.jinja_env.globals["t"] = text
