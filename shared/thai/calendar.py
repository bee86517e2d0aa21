"""Buddhist years, Thai fiscal years (1 October to 30 September) and dates as people read them."""

from datetime import date
from functools import lru_cache
from typing import Literal

from shared.thai.digits import thai_digits

#: Years from a Gregorian to a Buddhist year.
BUDDHIST_OFFSET = 543
#: First calendar month of a fiscal year.
_FISCAL_START = 10

MONTHS_TH = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_TH_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)


def buddhist_year(day: date) -> int:
    """The Buddhist calendar year of a day: 2023-12-28 is in 2566."""
    return day.year + BUDDHIST_OFFSET


def fiscal_year(day: date) -> int:
    """The Buddhist fiscal year of a day: 2023-10-01 is in 2567."""
    return buddhist_year(day) + (day.month >= _FISCAL_START)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a Buddhist fiscal year."""
    ends = year - BUDDHIST_OFFSET
    return date(ends - 1, 10, 1), date(ends, 9, 30)


@lru_cache(maxsize=64)
def fiscal_year_months(year: int) -> tuple[str, ...]:
    """The twelve months of a Buddhist fiscal year in order, written ``2566-10`` … ``2567-09``."""
    return tuple(month_name(year - (month >= _FISCAL_START), month) for month in (10, 11, 12, *range(1, 10)))


def month_name(year: int, month: int) -> str:
    """A month of a Buddhist calendar year as it is written in data: ``2566-10``."""
    return f"{year:04}-{month:02}"


def month_of(day: date) -> str:
    """The month of a day, written ``2566-10``."""
    return month_name(buddhist_year(day), day.month)


def format_date(day: date, *, digits: Literal["arabic", "thai"] = "arabic", short: bool = False) -> str:
    """A day for people: ``28 ธันวาคม 2566``, short ``28 ธ.ค. 2566``."""
    names = MONTHS_TH_SHORT if short else MONTHS_TH
    text = f"{day.day} {names[day.month - 1]} {buddhist_year(day)}"
    return thai_digits(text) if digits == "thai" else text
