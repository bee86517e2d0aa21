"""A page of a made-up unit, matched, and what of it was found."""

from services.crawler.match import Matcher, PageMatch
from services.crawler.page import parse_page


def read(
    matcher: Matcher, body: str, url: str = "http://unit.example/ita-2567/", of: tuple[str, ...] = ()
) -> PageMatch:
    return matcher.match(parse_page(url, f"<title>OIT 2567</title><body>{body}"), of)


def found(match: PageMatch) -> list[tuple[str, str]]:
    return [(link.link.href, link.item) for link in match.links]
