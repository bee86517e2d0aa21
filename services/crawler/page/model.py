"""The parts of a parsed page. Elements refer to each other by their index, in document order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import msgspec

#: What a link was in the HTML: ``<a>``, ``<area>``, something with an onclick or data-href, or an ``<iframe>``.
LinkKind = Literal["anchor", "area", "click", "frame"]

#: Level of ``h6``; parts that only look like headings have greater levels.
LOWEST_HEADING = 6
#: Lowest level of a heading that may be a page's.
HIGH_HEADING = 2
#: So many links may stand above it: a trail of where the page is, languages.
LINKS_ABOVE = 6


class Element(msgspec.Struct, frozen=True, gc=False):
    """An element that can hold text blocks. parent: index of its parent, -1 for the root.

    classes: the class attribute, lower case. ident: its id. level: 1–6 for headings, 7 for things that act as one
    (summary, dt, caption, accordion and tab controls), 0 otherwise. chrome: part of a menu, footer or the like.
    controls: ids of the parts that this element opens. rowspan, colspan: of a table cell.
    """

    index: int
    tag: str
    parent: int
    classes: str = ""
    ident: str = ""
    level: int = 0
    chrome: bool = False
    controls: str = ""
    rowspan: int = 1
    colspan: int = 1
    label: str = ""


class Link(msgspec.Struct, frozen=True, gc=False):
    """A link as the page presents it. ordinal: its place among all ``<a href>`` of the document, from 0, those never
    shown included; -1 for anything else that leads somewhere.

    href: as written; url: made absolute, empty if the address is unusable. text: its words, else its image's words.
    hint: title, aria-label and image texts. toggle: it opens a part of this page and leads nowhere.
    image: it shows a picture or an icon. scripted: a script sends to the address, which stands in no href. by_script:
    only a script knows where it leads.
    """

    ordinal: int
    href: str
    url: str
    text: str
    hint: str
    block: int
    kind: LinkKind = "anchor"
    toggle: bool = False
    chrome: bool = False
    rel: str = ""
    image: bool = False
    scripted: bool = False
    by_script: bool = False

    @property
    def fetchable(self) -> bool:
        """Whether the address can lead to a page or file of its own."""
        return bool(self.url) and (self.scripted or self.href.strip()[:1] not in {"", "#"})


class Block(msgspec.Struct, frozen=True, gc=False):
    """A run of text and links that stand in one line or paragraph. element: index of the element that holds it."""

    index: int
    element: int
    pieces: tuple[str | Link, ...]
    level: int = 0
    chrome: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        """All words of the block, those of its links included."""
        if len(self.pieces) == 1:  # as of most blocks, each of which is asked again and again
            piece = self.pieces[0]
            return piece if isinstance(piece, str) else piece.text
        return " ".join(words for piece in self.pieces if (words := piece if isinstance(piece, str) else piece.text))

    @property
    def links(self) -> tuple[Link, ...]:
        if len(self.pieces) == 1 and isinstance(self.pieces[0], str):
            return ()
        return tuple(piece for piece in self.pieces if isinstance(piece, Link))


class Image(msgspec.Struct, frozen=True, gc=False):
    """A picture: absolute address and alternative text."""

    url: str
    alt: str
    element: int
    chrome: bool = False


@dataclass(frozen=True)
class Page:
    """One HTML page. url: after redirects; title: of the document; scripts: number of scripts in it; forms: number of
    places in forms where a visitor can write freely."""

    url: str
    title: str
    language: str
    elements: Sequence[Element]
    blocks: Sequence[Block]
    links: Sequence[Link]
    images: Sequence[Image]
    canonical: str = ""
    generator: str = ""
    scripts: int = 0
    script_words: str = ""
    frames: tuple[str, ...] = ()
    forms: int = 0
    refresh: str = ""
    feeds: tuple[str, ...] = field(default=())

    def path(self, element: int) -> tuple[int, ...]:
        """The element and those around it, outermost first."""
        return self._paths[element]

    def shared(self, one: int, other: int) -> int:
        """How many elements, from the outermost on, stand around both or are one of them."""
        pairs = zip(self.path(one), self.path(other), strict=False)
        return sum(1 for mine, its in pairs if mine == its)

    @cached_property
    def _paths(self) -> list[tuple[int, ...]]:
        paths: list[tuple[int, ...]] = []
        for element in self.elements:
            paths.append((*(paths[element.parent] if element.parent >= 0 else ()), element.index))
        return paths

    def around(self, element: int) -> Iterator[Element]:
        """The element and those around it, innermost first."""
        while element >= 0:
            yield self.elements[element]
            element = self.elements[element].parent

    def release(self) -> None:
        """Forgets what only matching asks for and could be worked out again: a waiting audit holds many pages."""
        for name in ("_paths", "carried_cells", "controllers"):
            vars(self).pop(name, None)

    @property
    def text(self) -> str:
        """The words of the whole page outside menus and footers, a block a line. Not kept: it is the page once more."""
        return "\n".join(block.text for block in self.blocks if not block.chrome)

    @property
    def all_text(self) -> str:
        """The words of the whole page, menus and footers included."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def lengths(self) -> tuple[int, int]:
        """Characters of ``text``, with the blanks around it and without; asked again and again, unlike the words."""
        words = self.text
        return len(words), len(words.strip())

    @cached_property
    def idents(self) -> frozenset[str]:
        """The ids of all elements."""
        return frozenset(element.ident for element in self.elements if element.ident)

    @property
    def heading(self) -> str:
        """The first heading of the highest level outside menus."""
        return self._highest[0].text if self._highest else ""

    @property
    def heads_all(self) -> bool:
        """Whether the heading is the whole page's. The boxes of home pages have headings, too, but lower, several, or
        below other boxes."""
        if len({block.text for block in self._highest}) != 1 or self._highest[0].level > HIGH_HEADING:
            return False
        above = self.blocks[: self._highest[0].index]
        return sum(len(block.links) for block in above if not block.chrome) <= LINKS_ABOVE

    @cached_property
    def _highest(self) -> tuple[Block, ...]:
        """The headings of the highest level outside menus, in order."""
        headings = [block for block in self.blocks if 0 < block.level <= LOWEST_HEADING and not block.chrome]
        highest = min((block.level for block in headings), default=0)
        return tuple(block for block in headings if block.level == highest)

    @cached_property
    def carried_cells(self) -> dict[int, tuple[int, ...]]:
        """For every table row the cells of rows above that reach into it by their rowspan, leftmost first."""
        carried: dict[int, list[int]] = {}
        rows: dict[int, list[int]] = {}
        place: dict[int, int] = {}
        for element in self.elements:
            if element.tag == "tr":
                group = rows.setdefault(element.parent, [])
                place[element.index] = len(group)
                group.append(element.index)
        for cell in self.elements:
            if cell.rowspan > 1 and cell.parent in place:
                start = place[cell.parent]
                for row in rows[self.elements[cell.parent].parent][start + 1 : start + cell.rowspan]:
                    carried.setdefault(row, []).append(cell.index)
        return {row: tuple(cells) for row, cells in carried.items()}

    @cached_property
    def controllers(self) -> dict[str, str]:
        """For every id that a toggle opens, or to which a link jumps, its words: scripts make tabs of such jumps."""
        words: dict[str, str] = {}
        for link in self.links:
            if link.href.startswith("#") and (link.toggle or link.href[1:] in self.idents):
                words.setdefault(link.href[1:], link.text)
        for block in self.blocks if any(element.controls for element in self.elements) else ():
            for element in self.around(block.element):
                if element.controls:
                    words.setdefault(element.controls, block.text)
        return words
