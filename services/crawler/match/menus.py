"""Menu entries whose words are an item's code or nearly its title: all there is where a site has no list of items."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from services.crawler.match.hosts import is_of_network, items_of_host
from services.crawler.match.laws import LAWS, is_law
from services.crawler.match.model import LISTED_BY_CODES, LISTED_BY_TITLES, Matched
from services.crawler.match.names import ItemNames
from services.crawler.page import Link, Page

#: A menu's words must fit an item's title this well (0–100); in a menu that surely names as many items as a list does,
#: only this well.
_SCORE = 92.0
_SCORE_IN_LIST = 84.0
#: How sure a menu entry is, 0–1.
_CONFIDENCE = 0.55
_BY_CODE = "code in menu"
#: What every page of a site offers above or below its content, whatever that lists.
_EVERYWHERE = ("ติดต่อเรา", "ข่าวประชาสัมพันธ์", "นโยบายคุ้มครองข้อมูลส่วนบุคคล")

#: Names of what says of a post where and when it stands, not where the site leads.
_OF_A_POST = re.compile(
    r"(?:post|entry|article)-?(?:meta|info|footer|tags|categor(?:y|ies))|(?:cat|tags?)-links|byline|posted-on|post-date|article-info-term|meta-category"
)


def menu_entries(names: ItemNames, page: Page, loose: frozenset[int], years: frozenset[int]) -> Iterator[Matched]:
    """The page's menu entries that name items; only those with codes, where several have one.

    loose: ids of content links that are no item's.
    """
    links = [link for link in page.links if _is_entry(link) and (link.chrome or id(link) in loose)]
    named = [each for each in _named(names, links) if not _is_of_a_post(page, each[0])]
    entries = [Matched(link, page.url, item, why, _CONFIDENCE, years) for link, item, why in named]
    coded = [entry for entry in entries if entry.why == _BY_CODE]
    yield from coded if len({entry.item for entry in coded}) >= LISTED_BY_CODES else entries


def offered_everywhere(names: ItemNames) -> frozenset[str]:
    """The items that the menus of any page lead to, also where its content is a list of its own."""
    return frozenset(item for title in _EVERYWHERE for item in names.of_entry(title)[0])


def _is_entry(link: Link) -> bool:
    return not link.toggle and link.fetchable


def _is_of_a_post(page: Page, link: Link) -> bool:
    """Whether the link stands in the line below a post's title that says of which category it is."""
    around = page.around(page.blocks[link.block].element)
    return any(_OF_A_POST.fullmatch(name) for element in around for name in element.classes.split())


def _named(names: ItemNames, links: Sequence[Link]) -> Iterator[tuple[Link, str, str]]:
    """The links that name items, each with the item and why."""
    laws = _laws(names, links)
    titled = [(link, named) for link in links if (named := laws.get(id(link)) or _told(names, link))]
    sure = {item for _, named in titled for item, _, score in named if score >= _SCORE}
    least = _SCORE_IN_LIST if len(sure) >= LISTED_BY_TITLES else _SCORE
    for link, named in titled:
        yield from ((link, item, why) for item, why, score in named if score >= least)


def _told(names: ItemNames, link: Link) -> tuple[tuple[str, str, float], ...]:
    """The items that the words surely name, else those that the address alone tells, else what the words may name."""
    named = _items(names, link.text)
    if named and named[0][2] >= _SCORE:
        return named
    return tuple((item, "address in menu", _SCORE) for item in items_of_host(names, link, in_menu=True)) or (
        () if is_of_network(link) else named
    )


def _laws(names: ItemNames, links: Sequence[Link]) -> dict[int, tuple[tuple[str, str, float], ...]]:
    """By their ids the links that name laws, where at least two stand one after the other or one beside the link to
    laws as such, and the item of laws."""
    places = [n for n, link in enumerate(links) if is_law(link.text)]
    items = names.of_entry(LAWS)[0] if places else ()
    found = [links[n] for n in places if any(_leads_to_laws(names, links, near, items) for near in (n - 1, n + 1))]
    return {id(link): tuple((item, "law in menu", 100.0) for item in items) for link in found}


def _leads_to_laws(names: ItemNames, links: Sequence[Link], place: int, items: tuple[str, ...]) -> bool:
    if not 0 <= place < len(links):
        return False
    text = links[place].text
    return is_law(text) or any(item in items and score >= _SCORE for item, _, score in _items(names, text))


@lru_cache(maxsize=2048)
def _items(names: ItemNames, words: str) -> tuple[tuple[str, str, float], ...]:
    """The items that a link's words name: the item, why, and how well they fit (0–100). Pages repeat their menus."""
    if names.is_of_other_system(words):
        return ()
    # Numbers alone count pictures and pages: "01", "02".
    if not words.isdecimal() and (coded := names.of_code(words)):
        return tuple((item, _BY_CODE, 100.0) for item in coded)
    items, score = names.of_entry(words)
    return tuple((item, "title in menu", score) for item in items)
