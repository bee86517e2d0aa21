"""Which item a link belongs to, why, and how sure that is."""

from services.crawler.match.matcher import Matched, Matcher, PageMatch, names_ita

__all__ = ["Matched", "Matcher", "PageMatch", "names_ita"]
