"""Menu entries whose words are an item's code or nearly its title: all there is where a site has no list of items."""

from collections.abc import Iterator

from services.crawler.match.model import LISTED_BY_CODES, Matched
from services.crawler.match.names import ItemNames
from services.crawler.page import Link, Page

#: A menu's words must fit an item's title this well (0–100).
_SCORE = 92.0
#: How sure a menu entry is, 0–1.
_CONFIDENCE = 0.55
_BY_CODE = "code in menu"


def menu_entries(names: ItemNames, page: Page, loose: frozenset[int], years: frozenset[int]) -> Iterator[Matched]:
    """The page's menu entries that name items; only those with codes, where several have one.

    loose: ids of content links that are no item's.
    """
    entries = list(_entries(names, page, loose, years))
    coded = [entry for entry in entries if entry.why == _BY_CODE]
    yield from coded if len({entry.item for entry in coded}) >= LISTED_BY_CODES else entries


def _entries(names: ItemNames, page: Page, loose: frozenset[int], years: frozenset[int]) -> Iterator[Matched]:
    for link in page.links:
        if link.toggle or not link.fetchable or not (link.chrome or id(link) in loose):
            continue
        for item, why in _items(names, link):
            yield Matched(link, page.url, item, why, _CONFIDENCE, years)


def _items(names: ItemNames, link: Link) -> Iterator[tuple[str, str]]:
    if names.is_of_other_system(link.text):
        return
    if coded := names.of_code(link.text):
        yield from ((item, _BY_CODE) for item in coded)
    elif (title := names.of_title(link.text)) and title[1] >= _SCORE:
        yield title[0], "title in menu"
