"""Menu entries whose words are an item's code or nearly its title: all there is where a site has no list of items."""

from collections.abc import Iterator

from services.crawler.match.model import Matched
from services.crawler.match.names import ItemNames
from services.crawler.page import Link, Page

#: A menu's words must fit an item's title this well (0–100).
_SCORE = 92.0
#: How sure a menu entry is, 0–1.
_CONFIDENCE = 0.55


def menu_entries(names: ItemNames, page: Page, loose: frozenset[int], years: frozenset[int]) -> Iterator[Matched]:
    """The page's menu entries that name items, each address once. loose: ids of content links that are no item's."""
    seen: set[str] = set()
    for link in page.links:
        if link.toggle or not link.fetchable or link.url in seen or not (link.chrome or id(link) in loose):
            continue
        found = list(_items(names, link))
        if found:
            seen.add(link.url)
        for item, why in found:
            yield Matched(link, page.url, item, why, _CONFIDENCE, years)


def _items(names: ItemNames, link: Link) -> Iterator[tuple[str, str]]:
    if names.is_of_other_system(link.text):
        return
    if coded := names.of_code(link.text):
        yield from ((item, "code in menu") for item in coded)
    elif (title := names.of_title(link.text)) and title[1] >= _SCORE:
        yield title[0], "title in menu"
