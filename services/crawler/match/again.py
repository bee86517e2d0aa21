"""Links that say nothing and lead where another link of the page leads: pictures, and "อ่านเพิ่มเติม" below a title."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from services.crawler.match.generic import is_generic
from services.crawler.match.model import Matched
from services.crawler.page import Link, Page


def linked_again(page: Page, links: Sequence[Matched], loose: Sequence[Link]) -> list[Matched]:
    """The links in page order, and of the loose ones those that lead where one of them leads that names its item."""
    named: dict[str, list[Matched]] = defaultdict(list)
    for matched in links:
        if "in link text" in matched.why and matched.link.href.strip() != "#":
            named[matched.link.url].append(matched)
    same = [
        replace(first, link=link, why=f"{first.why} of the same address")
        for link in loose
        if link.url and _says_nothing(link.text)
        for first in {each.item: each for each in named.get(link.url, ())}.values()
    ]
    if not same:
        return list(links)
    place = {id(link): number for number, link in enumerate(page.links)}
    return sorted((*links, *same), key=lambda matched: place[id(matched.link)])


def _says_nothing(text: str) -> bool:
    """Whether the text, if there is any, could stand under any item, and counts nothing: "2566" is another list."""
    return not text or (is_generic(text) and not any(map(str.isdecimal, text)))
