"""Which fiscal years a document, page or link speaks of."""

from services.crawler.dossier.targets import Target
from services.crawler.match import Matched
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


def years_of(matched: Matched, target: Target) -> frozenset[int]:
    """The fiscal years that a link and what it leads to are about: by its words, else by its target's."""
    if years := fiscal_years(matched.link.text):
        return years
    if target.page is not None:
        return fiscal_years(f"{target.page.heading}\n{target.page.text}")
    return fiscal_years(target.document.text) if target.document is not None else frozenset()


def _of_month(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + 1 if number >= _OCTOBER else year
