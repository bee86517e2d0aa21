"""From a site's address to the pages of its assessment: what to fetch next, what is a trap, what needs a browser."""

from services.crawler.discover.browser import needs_browser
from services.crawler.discover.elsewhere import Elsewhere
from services.crawler.discover.frontier import Candidate, Frontier
from services.crawler.discover.login import asks_login
from services.crawler.discover.same_site import SiteBounds, spellings
from services.crawler.discover.sources import (
    promising_first,
    sitemap_addresses,
    wordpress_addresses,
    wordpress_searches,
)
from services.crawler.discover.stand_in import StandIn, stand_in

__all__ = [
    "Candidate",
    "Elsewhere",
    "Frontier",
    "SiteBounds",
    "StandIn",
    "asks_login",
    "needs_browser",
    "promising_first",
    "sitemap_addresses",
    "spellings",
    "stand_in",
    "wordpress_addresses",
    "wordpress_searches",
]
