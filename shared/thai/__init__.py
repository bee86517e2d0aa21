"""Thai text: digits, Buddhist dates and fiscal years, spelling, matching keys, order. Pure functions."""

from shared.thai.calendar import (
    BUDDHIST_OFFSET,
    MONTHS_TH,
    MONTHS_TH_SHORT,
    buddhist_year,
    fiscal_year,
    fiscal_year_bounds,
    fiscal_year_months,
    format_date,
    month_name,
    month_of,
)
from shared.thai.collation import SortKey, sort_key
from shared.thai.dates import FoundDate, dates_in, parse_date
from shared.thai.digits import arabic_digits, thai_digits
from shared.thai.mojibake import repair_mojibake
from shared.thai.months import months_in, months_named
from shared.thai.normalise import normalise
from shared.thai.script import ScriptCounts, foreign_letters, script_counts
from shared.thai.skeleton import skeleton
from shared.thai.years import fiscal_years_in, years_in

__all__ = [
    "BUDDHIST_OFFSET",
    "MONTHS_TH",
    "MONTHS_TH_SHORT",
    "FoundDate",
    "ScriptCounts",
    "SortKey",
    "arabic_digits",
    "buddhist_year",
    "dates_in",
    "fiscal_year",
    "fiscal_year_bounds",
    "fiscal_year_months",
    "fiscal_years_in",
    "foreign_letters",
    "format_date",
    "month_name",
    "month_of",
    "months_in",
    "months_named",
    "normalise",
    "parse_date",
    "repair_mojibake",
    "script_counts",
    "skeleton",
    "sort_key",
    "thai_digits",
    "years_in",
]
