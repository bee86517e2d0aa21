"""Pages of an item that only lead to the pages that have its evidence."""

from services.crawler.discover.frontier import is_file
from services.crawler.match import PageMatch
from shared.thai.months import months_of
from shared.thai.plain import plain

#: An item's page with at most so many links of the item is only the way to the page that has its evidence.
_THIN = 4


def is_only_the_way(match: PageMatch, fiscal_year: int) -> bool:
    """Whether the item's page has hardly a link, or leads to a page a month and to no month's file."""
    return len(match.links) <= _THIN or _leads_to_months(match, fiscal_year)


def _leads_to_months(match: PageMatch, fiscal_year: int) -> bool:
    named = [(each.link.url, months_of(plain(each.link.text), fiscal_year)) for each in match.links]
    files = any(is_file(url) for url, months in named if months)
    return not files and len(set().union(*(months for _, months in named))) > 1
