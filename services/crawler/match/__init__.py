"""Which item a link belongs to, why, and how sure that is."""

from services.crawler.match.matcher import Matcher
from services.crawler.match.model import UNSURE_BELOW, Matched, PageMatch
from services.crawler.match.names import names_ita

__all__ = ["UNSURE_BELOW", "Matched", "Matcher", "PageMatch", "names_ita"]
