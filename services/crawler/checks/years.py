"""Which fiscal years a link and what it leads to speak of."""

from services.crawler.dossier.targets import Target
from services.crawler.dossier.years import fiscal_years
from services.crawler.match import Matched


def years_of(matched: Matched, target: Target) -> frozenset[int]:
    """The fiscal years that a link and what it leads to are about: by its words, else by its target's."""
    return fiscal_years(matched.link.text) or target.fiscal_years
