"""What the last audit knew of a website: most nights its pages are asked whether they changed, and nothing is searched.

The search from the home page outwards comes once a week, by hand at any time, and at once where a known page is gone or
names fewer items than it did: a page that moved is found again before anything is called missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.crawler.audit.model import AuditReport, KnownPage
from services.crawler.dossier.site import Kept
from services.crawler.match import PageMatch

#: How long the pages found by a search are believed.
SEARCH_AGAIN = timedelta(days=6, hours=12)


@dataclass(frozen=True)
class KnownSite:
    """searched_at: when the pages were searched for (UTC). kept: what may still be as it was, by address."""

    searched_at: datetime
    pages: tuple[KnownPage, ...]
    kept: Mapping[str, Kept]
    body: Callable[[str], bytes | None]


def known_from(report: AuditReport, body: Callable[[str], bytes | None], now: datetime) -> KnownSite | None:
    """What a report knew; None where it is time to search again. body: what was kept, by SHA-256 (hex)."""
    searched = report.searched_at
    if searched is None or now - searched > SEARCH_AGAIN or not report.known_pages or report.outcome != "complete":
        return None
    kept = {each.url: each for each in report.kept}
    return KnownSite(searched, report.known_pages, kept, body)


def pages_to_know(found: Iterable[PageMatch]) -> tuple[KnownPage, ...]:
    """The pages that speak of the assessment or of an item, in the order in which they were read."""
    return tuple(
        KnownPage(url=match.page.url, items=tuple(sorted(match.of_items)), named=tuple(sorted(match.named)))
        for match in found
        if match.about_ita or match.named
    )
