"""The walk over a page's tree, that collects its elements, blocks and links in document order."""

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from services.crawler.page.attributes import (
    Anchor,
    Traits,
    absolute,
    anchor,
    click_address,
    frame_source,
    is_whole,
    root_of,
    traits,
)
from services.crawler.page.menus import Menu, Menus, Place
from services.crawler.page.model import Block, Element, Image, Link
from services.crawler.page.pieces import clean, joined

#: Elements whose content is never shown as text.
_SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg", "select", "textarea"})
#: Of these the ones that never hold links.
_WORDLESS = frozenset({"script", "style", "head"})
_ANCHOR = "a[href]"
#: Elements that stay inside the line they stand in.
_INLINE = frozenset(
    (
        *("span", "b", "strong", "i", "em", "u", "font", "small", "big", "sub", "sup", "mark", "abbr", "label", "code"),
        *("cite", "q", "s", "del", "ins", "time", "bdi", "bdo", "center", "tt", "img", "input", "nobr", "wbr", "kbd"),
        *("var", "samp", "ruby", "rt", "rp", "data", "meter", "output"),
    )
)
_BOLD = frozenset({"b", "strong"})
#: What a picture says that stands for a heading: an item's code and words of its title.
_CODED = re.compile(r"\W*o(?:it)?[\s.:\-–]{0,3}[\d๐-๙]{1,2}[\s.:\-–]+[\w\u0e00-\u0e7f-]{4}", re.IGNORECASE)
#: Cells, which like headings may say what they say by a picture.
_CELLS = frozenset({"td", "th", "dt"})
#: What is seen of a link that has no words: a drawn icon.
_ICON = "svg, i[class], span[class*=icon], span[class*=material-symbols]"
_BOLD_INSIDE = "b, strong, h1, h2, h3, h4, h5, h6"
#: Deepest nesting that is followed; a page deeper than this is broken or hostile. Elements.
_DEEPEST = 200
#: Level of what acts as a heading though it is none.
_ACTS_AS_HEADING = 7
#: How lexbor names a run of text.
_TEXT = "-text"
#: What holds the menus that all pages of a site have in common.
_MENUS = frozenset({"header", "nav"})


class Walk:
    """Collects elements, blocks and links in document order. menus: those of the site's other pages."""

    def __init__(self, base: str, menus: Menus) -> None:
        self.base = base
        self._menus = menus
        #: Inside a menu, and whether so far any other page of the site would have the same there.
        self._in_menu, self._common = False, True
        self.elements: list[Element] = []
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.frames: list[str] = []
        self._pieces: list[str | Link] = []
        self._bold = True
        #: Whether a link of the running block opens a part of the page.
        self._toggles = False
        #: How many ``<a href>`` came before, whether shown or not.
        self._anchors = 0

    def element(self, node: LexborNode, tag: str, parent: int, depth: int = 0) -> None:
        """A block element: it has blocks of its own, and its inside never joins the lines around it."""
        known = traits(tag, node.attributes, inside_article=tag == "header" and self._inside_article(parent))
        element = self._element(tag, known, parent)
        self.elements.append(element)
        if known.click:
            self._click(node, known.click, element)
        self._children(node, element, depth, bold=False)
        self._flush(element)

    def _element(self, tag: str, known: Traits, parent: int) -> Element:
        level, chrome = known.level, known.chrome
        if parent >= 0:
            above = self.elements[parent]
            level, chrome = level or above.level, chrome or above.chrome
        return _at_its_place(len(self.elements), tag, parent, known, level, chrome)

    def _inside_article(self, index: int) -> bool:
        while index >= 0:
            if self.elements[index].tag in {"article", "section", "main", "td"}:
                return True
            index = self.elements[index].parent
        return False

    def _children(self, node: LexborNode, element: Element, depth: int, *, bold: bool) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or ""
            if tag == _TEXT:
                self._text(child.text_content or "", bold=bold)
            else:
                self._child(child, tag, element, depth, bold=bold)
            child = child.next

    def _child(self, child: LexborNode, tag: str, element: Element, depth: int, *, bold: bool) -> None:
        if tag in _SILENT:
            self._anchors += 0 if tag in _WORDLESS else len(child.css(_ANCHOR))
        elif tag in {"a", "area"}:
            self._anchor(child, tag, element, depth, bold=bold)
        elif tag in {"iframe", "frame", "embed"}:
            self._frame(child, element)
        elif tag == "object":
            self._object(child, element, depth, bold=bold)
        elif tag in {"br", "hr"}:
            self._flush(element)
        elif tag in _INLINE:
            self._inline(child, tag, element, depth, bold=bold or tag in _BOLD)
        elif depth < _DEEPEST and child.is_element_node:
            self._flush(element)
            if tag in _MENUS and not self._in_menu and not self._inside_article(element.index):
                self._menu(child, tag, element, depth + 1)
            else:
                self.element(child, tag, element.index, depth + 1)

    def _menu(self, node: LexborNode, tag: str, above: Element, depth: int) -> None:
        """A menu outside of the content: taken over from another page that has it at the same place."""
        place = Place.of(node.html or "", root_of(self.base), above, depth, len(self.blocks), self._anchors)
        menu = self._menus.at(place)
        if menu is None:
            self._walked(node, tag, place)
            return
        self.elements += menu.elements
        self.blocks += menu.blocks
        self.links += menu.links
        self.images += menu.images
        self._anchors += menu.anchors

    def _walked(self, node: LexborNode, tag: str, place: Place) -> None:
        """The menu as it is read, and kept for other pages where nothing in it is of this page alone."""
        first, links, images = len(self.elements), len(self.links), len(self.images)
        self._in_menu, self._common = True, True
        self.element(node, tag, place.above.index, place.depth)
        # Links are told apart by identity, but nobody does so with those of furniture.
        if self._common and self.elements[first].chrome:
            told = self.elements[first:], self.blocks[place.block :], self.links[links:], self.images[images:]
            self._menus.keep(place, Menu(*told, self._anchors - place.anchors))
        self._in_menu = False

    def _address(self, href: str) -> str:
        """The address made absolute. One that other pages would read otherwise makes the menu this page's own."""
        self._common = self._common and is_whole(href)
        return absolute(self.base, href)

    def _inline(self, node: LexborNode, tag: str, element: Element, depth: int, *, bold: bool) -> None:
        attributes = node.attributes
        if tag == "img":
            self._image(node, element)
            alt = attributes.get("alt") or ""
            if element.level or element.tag in _CELLS or _CODED.match(alt):
                self._text(alt, bold=bold)
            return
        if attributes and (address := click_address(attributes)):
            self._click(node, address, element)
        if depth < _DEEPEST:
            self._children(node, element, depth + 1, bold=bold)

    def _text(self, text: str, *, bold: bool) -> None:
        words = clean(text)
        if words:
            self._pieces.append(words)
            self._bold = self._bold and bold

    def _image(self, node: LexborNode, element: Element) -> None:
        attributes = node.attributes
        source = attributes.get("src") or attributes.get("data-src") or ""
        alt = clean(attributes.get("alt") or attributes.get("title") or "")
        if source and not source.startswith("data:"):
            self.images.append(Image(self._address(source), alt, element.index, element.chrome))

    def _anchor(self, node: LexborNode, tag: str, element: Element, depth: int, *, bold: bool) -> None:
        known = anchor(tag, node.attributes)
        if not known.leads:
            self._inline(node, tag, element, depth, bold=bold)
            return
        words = _words_only(node)
        inside = len(node.css(_ANCHOR)) - known.own if words is None else 0
        link = self._link(node, tag, known, words, element, around=inside > 0)
        self._anchors += known.own
        self._add(link, bold=bold or (words is None and node.css_first(_BOLD_INSIDE) is not None))
        if inside and depth < _DEEPEST:
            self._children(node, element, depth + 1, bold=bold)

    def _link(
        self, node: LexborNode, tag: str, known: Anchor, words: str | None, element: Element, *, around: bool
    ) -> Link:
        """words: the link's, where they are all that is in it; around: a link left open, with others inside, to which
        the words belong."""
        images = node.css("img") if words is None else []
        hints = list(known.hints)
        for image in images:
            self._image(image, element)
            hints.append(image.attributes.get("alt") or image.attributes.get("title") or "")
        hint = clean(" ".join(dict.fromkeys(filter(None, hints)))) if hints else ""
        return Link(
            ordinal=self._anchors if known.own else -1,
            href=known.href,
            url=self._address(known.target or known.href),
            scripted=bool(known.target),
            by_script=known.by_script,
            text=(clean(node.text(separator=" ") if words is None else words) or hint) if not around else "",
            hint=hint if not around else "",
            block=len(self.blocks),
            kind="area" if tag == "area" else "anchor",
            toggle=known.toggle,
            chrome=element.chrome or known.chrome,
            rel=known.rel,
            image=bool(images) or (words is None and node.css_first(_ICON) is not None),
        )

    def _click(self, node: LexborNode, address: str, element: Element) -> None:
        if node.css_first("a[href]") is not None:
            return
        self._common = False  # it is left out where it leads to the page itself
        url = absolute(self.base, address)
        text = clean(node.text(separator=" "))
        if url and url != self.base and len(text) < 300:  # noqa: PLR2004 - longer is a page, not a button
            self._add(Link(-1, address, url, "", text, len(self.blocks), "click", chrome=element.chrome), bold=False)

    def _object(self, node: LexborNode, element: Element, depth: int, *, bold: bool) -> None:
        """A document shown inside the page; what stands inside it is for browsers that can't show it."""
        if "data" not in node.attributes:
            self._inline(node, "object", element, depth, bold=bold)
            return
        self._anchors += len(node.css(_ANCHOR))
        self._frame(node, element)

    def _frame(self, node: LexborNode, element: Element) -> None:
        self._common = False  # it is left out where it is the same as the frame before
        source, url = frame_source(self.base, node.attributes)
        if url and url not in self.frames[-1:]:  # an object and the embed for older browsers are one document
            self.frames.append(url)
            title = clean(node.attributes.get("title") or node.attributes.get("aria-label") or "")
            self._add(Link(-1, source, url, "", title, len(self.blocks), "frame", chrome=element.chrome), bold=False)

    def _add(self, link: Link, *, bold: bool) -> None:
        self.links.append(link)
        self._pieces.append(link)
        self._bold = self._bold and bold
        self._toggles = self._toggles or link.toggle

    def _flush(self, element: Element) -> None:
        """Ends the running block."""
        if not self._pieces:
            return
        bold, self._bold = self._bold, True
        toggles, self._toggles = self._toggles, False
        pieces, self._pieces = joined(self._pieces), []
        level = element.level or (_ACTS_AS_HEADING if toggles else 0)
        self.blocks.append(Block(len(self.blocks), element.index, pieces, level, element.chrome, bold))


@lru_cache(maxsize=8192)
def _at_its_place(index: int, tag: str, parent: int, known: Traits, level: int, chrome: bool) -> Element:
    """One for all pages: those of a site have the same at the same place, as far as they were made by one template."""
    return Element(
        index,
        tag,
        parent,
        known.classes,
        known.ident,
        level,
        chrome,
        known.controls,
        known.rowspan,
        known.colspan,
        known.label,
    )


def _words_only(node: LexborNode) -> str | None:
    """The text of an element that holds nothing but one run of text, as most links do; None if it holds more."""
    child = node.child
    if child is None:
        return ""
    return child.text_content or "" if child.tag == _TEXT and child.next is None else None
