"""Which fiscal years a text speaks of."""

from shared.thai import fiscal_year
from shared.thai.dates import dates_of
from shared.thai.months import months_named_of
from shared.thai.plain import plain
from shared.thai.years import fiscal_years_of, years_of

#: The beginning of a text that tells its year, in characters; further on stand laws and histories.
_BEGINNING = 1500
#: Months from October on belong to the next fiscal year.
_OCTOBER = 10


def fiscal_years(text: str, searched: str | None = None) -> frozenset[int]:
    """The fiscal years that a text is about: those it calls so, else those of its dates and months, else its years.

    searched: the text made plain, where the caller has it already.
    """
    if called := fiscal_years_of(plain(text) if searched is None else searched):
        return frozenset(called)
    beginning = plain(text[:_BEGINNING])
    dates, named = dates_of(beginning, beginning), months_named_of(beginning)
    return frozenset({fiscal_year(one.day) for one in dates} | set(map(_of_month, named)) or years_of(beginning))


def _of_month(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + 1 if number >= _OCTOBER else year
