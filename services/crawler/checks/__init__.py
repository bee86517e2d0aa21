"""The checks of an item's elements: one function for each kind that a rubric can name."""

from collections.abc import Callable
from typing import Any

from services.crawler.checks import contact, content, dates, links, months, places, words
from services.crawler.checks.result import Result
from services.crawler.dossier import Dossier
from shared.rubric.checks import Check

_CHECKS: dict[str, Callable[[Any, Dossier], Result]] = {
    "heading": words.heading,
    "keyword": words.keyword,
    "officer_name": words.officer_name,
    "link": links.link,
    "place": places.place,
    "social_link": links.social_link,
    "map": links.map_,
    "min_count": links.min_count,
    "phone": contact.phone,
    "email": contact.email,
    "contact": contact.contact,
    "address": contact.address,
    "image": content.image,
    "formats": content.formats,
    "language": content.language,
    "month_coverage": months.month_coverage,
    "period": months.period,
    "states_none": months.states_none,
    "fiscal_year": dates.fiscal_year,
    "as_of_date": dates.as_of_date,
    "signature_date": dates.signature_date,
}

__all__ = ["Dossier", "Result", "run_check"]


def run_check(check: Check, dossier: Dossier) -> Result:
    """Whether the item's dossier meets the check, with the proof."""
    return _CHECKS[check.kind](check, dossier)
