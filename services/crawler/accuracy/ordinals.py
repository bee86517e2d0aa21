"""Which link of a page an ordinal means."""

from collections.abc import Sequence
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from services.crawler.page import Link, Page

#: How links are counted. links: every ``<a href>`` in document order, then whatever else leads somewhere; anchors:
#: every ``<a>``, with or without an address; document: all in document order, as before version 2 of the format.
Count = Literal["links", "links-from-1", "anchors", "anchors-from-1", "document"]
COUNTS: tuple[Count, ...] = ("links", "links-from-1", "anchors", "anchors-from-1", "document")
#: What stands at an ordinal; None for a link that is never shown.
Ordered = Sequence[Link | None]


def ordered_links(page: Page, html: str, count: Count = "links") -> Ordered:
    """The page's links, each at its ordinal. html: the text that the page was parsed from."""
    if count == "document":
        return list(page.links)
    shown = {link.ordinal: link for link in page.links if link.ordinal >= 0}
    others = [link for link in page.links if link.ordinal < 0]
    anchors: list[Link | None] = []
    number = 0
    for node in LexborHTMLParser(html).css("a"):
        if "href" in node.attributes:
            anchors.append(shown.get(number))
            number += 1
        elif count.startswith("anchors"):
            anchors.append(None)
    return [*([None] if count.endswith("from-1") else []), *anchors, *others]
