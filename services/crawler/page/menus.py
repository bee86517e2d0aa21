"""Menus that a site's pages repeat at their top: read once, and taken over by every page that has the same there."""

from collections.abc import Hashable
from hashlib import sha256
from typing import NamedTuple

from services.crawler.page.model import Block, Element, Image, Link


class Place(NamedTuple):
    """Which menu it is, and all that its parts tell of where it stands. above: the element that holds it; depth: its
    elements' nesting; block, anchors: how many came before; root: scheme and host of the page."""

    menu: bytes
    root: str
    above: Element
    depth: int
    block: int
    anchors: int

    @classmethod
    def of(cls, html: str, root: str, above: Element, depth: int, block: int, anchors: int) -> "Place":
        """html: the menu's, of which no more is kept than what tells it from others."""
        return cls(sha256(html.encode(errors="surrogatepass")).digest(), root, above, depth, block, anchors)


class Menu(NamedTuple):
    """What a menu gave to its page. anchors: how many ``<a href>`` it has."""

    elements: list[Element]
    blocks: list[Block]
    links: list[Link]
    images: list[Image]
    anchors: int


class Menus:
    """The menus of one website, for one thread at a time. Takes hardly any memory, since the pages have them too."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Menu] = {}

    def at(self, place: Place) -> Menu | None:
        """The menu as another page has it there."""
        return self._known.get(place)

    def keep(self, place: Place, menu: Menu) -> None:
        """From now on gives the menu to pages that have it there."""
        self._known[place] = menu
