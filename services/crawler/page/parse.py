"""From HTML to a Page, in one walk over the tree."""

from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.crawler.page.attributes import absolute
from services.crawler.page.ligatures import without_ligatures
from services.crawler.page.menus import Menus
from services.crawler.page.model import Page
from services.crawler.page.pieces import clean
from services.crawler.page.walk import Walk

#: What tells of the page as a whole.
_GENERATOR, _REFRESH = "meta[name=generator]", "meta[http-equiv=refresh i]"
_TELLING = f"html, base[href], title, link[rel=canonical], {_GENERATOR}, {_REFRESH}, script, form textarea"
#: Characters of inline scripts kept for recognising pages that a browser must build.
_SCRIPT_CHARS = 2000


def parse_page(url: str, html: str, menus: Menus | None = None) -> Page:
    """The page's structure. html: decoded text of any quality; url: its address after redirects; menus: those of the
    other pages of its site, which it takes over where it has the same."""
    tree = LexborHTMLParser(html)
    without_ligatures(tree, html)
    told = _told(tree)
    base = _attribute(told["base"], "href")
    walk = Walk((absolute(url, base) if base else "") or url, menus or Menus())
    root = tree.body or tree.root
    if root is not None:
        walk.element(root, root.tag or "", parent=-1)
    return _page(url, told, walk)


def _told(tree: LexborHTMLParser) -> dict[str, list[LexborNode]]:
    """What tells of the page as a whole, by tag, in document order: found in one walk over the tree for all of it."""
    told: dict[str, list[LexborNode]] = defaultdict(list)
    for node in tree.css(_TELLING):
        told[node.tag or ""].append(node)
    return told


def _page(url: str, told: dict[str, list[LexborNode]], walk: Walk) -> Page:
    scripts = told["script"]
    return Page(
        url=url,
        title=clean(told["title"][0].text()) if told["title"] else "",
        language=_attribute(told["html"], "lang").lower(),
        elements=walk.elements,
        blocks=walk.blocks,
        links=walk.links,
        images=walk.images,
        canonical=_attribute(told["link"], "href"),
        generator=_attribute([node for node in told["meta"] if node.css_matches(_GENERATOR)], "content"),
        scripts=len(scripts),
        script_words=" ".join((script.text() or script.attributes.get("src") or "")[:200] for script in scripts)[
            :_SCRIPT_CHARS
        ],
        frames=tuple(walk.frames),
        forms=len(told["textarea"]),
        refresh=_attribute([node for node in told["meta"] if node.css_matches(_REFRESH)], "content"),
    )


def _attribute(nodes: list[LexborNode], name: str) -> str:
    """Of the first node; nothing where there is none."""
    return (nodes[0].attributes.get(name) or "").strip() if nodes else ""
