"""Which fiscal years a text speaks of."""

from shared.thai import dates_in, fiscal_year, months_named, years_in
from shared.thai.plain import plain
from shared.thai.years import fiscal_years_of

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
    beginning = text[:_BEGINNING]
    dated = {fiscal_year(one.day) for one in dates_in(beginning)} | {_of_month(m) for m in months_named(beginning)}
    return frozenset(dated or years_in(beginning))


def _of_month(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + 1 if number >= _OCTOBER else year
