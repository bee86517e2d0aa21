"""Which fiscal years a text speaks of."""

from shared.thai import dates_in, fiscal_year, fiscal_years_in, months_named, years_in

#: The beginning of a text that tells its year, in characters; further on stand laws and histories.
_BEGINNING = 1500
#: Months from October on belong to the next fiscal year.
_OCTOBER = 10


def fiscal_years(text: str) -> frozenset[int]:
    """The fiscal years that a text is about: those it calls so, else those of its dates and months, else its years."""
    if called := fiscal_years_in(text):
        return frozenset(called)
    beginning = text[:_BEGINNING]
    dated = {fiscal_year(one.day) for one in dates_in(beginning)} | {_of_month(m) for m in months_named(beginning)}
    return frozenset(dated or years_in(beginning))


def _of_month(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + 1 if number >= _OCTOBER else year
