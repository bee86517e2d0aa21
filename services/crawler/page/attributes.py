"""What an element's attributes tell: whether it is a menu or footer, a heading, a toggle, or a hidden link."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from shared.links import with_slashes

Attributes = Mapping[str, str | None]

#: Elements that hold a site's own furniture wherever they stand.
_CHROME_TAGS = frozenset({"nav", "footer"})
_CHROME_ROLES = frozenset({"navigation", "banner", "contentinfo", "menubar", "search", "toolbar"})
#: Words of which a class name or id of furniture is made. All of them must be known, and one be of the first kind,
#: since page builders put words like "widget" on everything.
_CHROME_WORD = (
    r"(?:nav|navi|navigation|menu|footer|breadcrumbs?|pagination|pager|sidebar|topbar|copyright|offcanvas|tagcloud|byline|"
    r"socials?|share|sharing|sharedaddy|comments)"
)
_CHROME_PLACE = (
    r"(?:site|side|list|drop|dropdown|mega|main|page|top|bottom|primary|secondary|mobile|desktop|global|sub|left|right|header|wp|the|"
    r"tree|vertical|horizontal|wrap|wrapper|container|area|box|inner|outer|block|section|bar|links?|icons?|media|buttons?|col|"
    r"numbers?|first|second|third|region|\d)"
)
#: A longer name is no word of a designer's; in characters.
_LONGEST_NAME = 40
_CHROME_NAME = re.compile(
    rf"(?:{_CHROME_PLACE}[-_]?)*{_CHROME_WORD}(?:[-_]?(?:{_CHROME_PLACE}|{_CHROME_WORD}))*|"
    r"(?:page-numbers|entry-meta|post-meta|posted-on|post-date|entry-footer|cat-links|tags-links|"
    r"post-navigation|nav-previous|nav-next|related-posts|related|comment-respond|"
    r"widget-area|widget_recent_entries|widget_categories|widget_archive|skip-link|cookie-notice)(?:[-_]?\d+)?"
)
#: Class names of things that act as the heading of what follows them.
_OPENER = re.compile(
    r"(?:\w+-)*(?:accordion|collapsible|toggle|tab)-(?:title|header|head|toggle|button|trigger|heading)"
)
_HEADING_NAME = re.compile(
    r"(?:card|panel|accordion|tab|toggle|section|box|elementor-tab|elementor-accordion|vc_tta-panel|collapse)"
    r"[-_]?(?:header|heading|title|button)"
)
#: Class names that say in which state, or at which place among its like, an element is.
_STATES = frozenset(
    ("active", "show", "in", "open", "current", "collapsed", "odd", "even", "first", "last", "alt", "selected", "fade")
)
_NUMBERED = re.compile(r"\d$|-[0-9a-f]{7,}$|^comp-")
_TOGGLE_VALUES = frozenset({"collapse", "tab", "pill", "dropdown", "modal", "accordion"})
#: What opens and closes a branch of a tree, as ASP.NET writes it.
_TREE = re.compile(r"javascript:\s*TreeView_(?:ToggleNode|PopulateNode)\b", re.IGNORECASE)
#: An address up to its path: all that matters to a link that begins with a slash, as those of menus do.
_ROOT = re.compile(r"^(https?://[^/?#]+)[/?#].*$", re.DOTALL)
_WHOLE = re.compile(r"https?://[^/?#\s]|/(?!/)", re.IGNORECASE)
#: Paths that stand in an address as they are: without empty and dotted parts, an empty query, spaces, and the like.
_PLAIN_PATH = re.compile(r"(?:/(?![/.])[\w%~.+-]*)+(?:\?[\w%~.+=&/-]+)?", re.ASCII)
#: Rows or columns that a cell is believed to span at most.
_WIDEST_SPAN = 100
#: Where a script sends its visitor, or what it shows in a frame.
_SCRIPT_ADDRESS = re.compile(
    r"""(?:window\.open|location['"]?\]?(?:\.href|\[['"]href['"]\])?\s*=|location\.(?:assign|replace)|\.src\s*=|"""
    r"""navigate|goto|openLink|openFile)\s*\(?\s*"""
    r"""['"`]([^'"`]+)['"`]""",
    re.IGNORECASE,
)
#: What a site calls its own function for it by nobody knows, but its argument looks like an address or a file's name.
_ADDRESS_GIVEN = re.compile(
    r"""['"`]((?:https?:/|\.{0,2})/[^'"`\s]+|[^'"`\s?]+\.(?:html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|zip)(?:\?[^'"`\s]*)?)"""
    r"""['"`]\s*[,)]""",
    re.IGNORECASE,
)
#: A call of a script that may lead somewhere, unlike those that change what is shown of this page.
_CALL = re.compile(
    r"""(?<![\w.$])(?!javascript|(?:void|return|alert|confirm|if|print|close|focus|scroll\w*|toggle\w*|gtag|ga|fbq|\$|jQuery)\b|"""
    r"""(?:window|history|document|this|event|self|console)\.)[A-Za-z_][\w.$]*\s*\("""
)


class Traits(NamedTuple):
    """What an element's tag and attributes tell of it; see Element. click: the address that a click leads to.
    toggle: it opens a part of the same page."""

    classes: str
    ident: str
    level: int
    chrome: bool
    controls: str
    rowspan: int
    colspan: int
    label: str
    click: str
    toggle: bool


def traits(tag: str, attributes: Attributes, *, inside_article: bool) -> Traits:
    """The traits of an element. A site's pages repeat their menus and lists, so what was worked out is remembered."""
    return _traits(tag, tuple(attributes.items()), inside_article)


@lru_cache(maxsize=4096)
def _traits(tag: str, pairs: tuple[tuple[str, str | None], ...], inside_article: bool) -> Traits:
    attributes = dict(pairs)
    is_cell = tag in {"td", "th"}
    return Traits(
        classes=(attributes.get("class") or "").lower(),
        ident=attributes.get("id") or "",
        level=heading_level(tag, attributes),
        chrome=is_chrome(tag, attributes, inside_article=inside_article),
        controls=controlled(attributes),
        rowspan=_span(attributes, "rowspan") if is_cell else 1,
        colspan=_span(attributes, "colspan") if is_cell else 1,
        label=attributes.get("aria-label") or "",
        click=click_address(attributes),
        toggle=is_toggle(tag, attributes),
    )


class Anchor(NamedTuple):
    """What a link's tag and attributes tell of it. own: it is an ``<a href>``; leads: it leads somewhere, if only by a
    script; target: where a script sends; hints: its titles and labels, each once; toggle, chrome, rel, by_script: see
    Link."""

    href: str
    own: bool
    leads: bool
    target: str
    hints: tuple[str, ...]
    toggle: bool
    chrome: bool
    rel: str
    by_script: bool


def anchor(tag: str, attributes: Attributes) -> Anchor:
    """The same for a link, remembered likewise."""
    return _anchor(tag, tuple(attributes.items()))


@lru_cache(maxsize=4096)
def _anchor(tag: str, pairs: tuple[tuple[str, str | None], ...]) -> Anchor:
    attributes = dict(pairs)
    href = (attributes.get("href") or "").strip()
    hints = (attributes.get(name) for name in ("title", "aria-label", *(("alt",) if tag == "area" else ())))
    known = traits("a", attributes, inside_article=True)
    target = script_target(attributes, href)
    return Anchor(
        href=href,
        own=tag == "a" and "href" in attributes,
        leads="href" in attributes or bool(click_address(attributes)),
        target=target,
        hints=tuple(dict.fromkeys(hint for hint in hints if hint)),
        toggle=known.toggle,
        chrome=known.chrome,
        rel=(attributes.get("rel") or "").lower(),
        by_script=not target and not known.toggle and is_by_script(attributes, href),
    )


def _span(attributes: Attributes, name: str) -> int:
    value = (attributes.get(name) or "1").strip()
    return min(int(value), _WIDEST_SPAN) if value.isascii() and value.isdigit() and int(value) > 0 else 1


@lru_cache(maxsize=8192)
def class_kind(classes: str) -> str:
    """What of a class attribute says of which kind an element is: without numbered names, which page builders give to
    single elements, and without what says where or in which state it is."""
    return " ".join(name for name in classes.split() if name not in _STATES and not _NUMBERED.search(name))


def is_chrome(tag: str, attributes: Attributes, *, inside_article: bool) -> bool:
    """Whether the element is site furniture: menu, header, footer, breadcrumb, pagination, sharing, sidebar."""
    if "tablist" in (attributes.get("role") or "") or "nav-tabs" in (attributes.get("class") or ""):
        return False
    if tag in _CHROME_TAGS or (tag == "header" and not inside_article):
        return True
    if tag in {"body", "html", "main", "article", "table", "tbody", "tr", "td"}:
        return False
    if (attributes.get("role") or "").lower() in _CHROME_ROLES:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return any(_is_chrome_name(name) for name in names)


@lru_cache(maxsize=8192)
def _is_chrome_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _CHROME_NAME.fullmatch(name) is not None


def heading_level(tag: str, attributes: Attributes) -> int:
    """1–6 for headings, 7 for what acts as one, 0 otherwise."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":  # noqa: PLR2004 - h1 … h6
        return int(tag[1])
    if (attributes.get("role") or "") == "heading":
        level = attributes.get("aria-level") or "7"
        return int(level) if level in set("123456") else 7
    if tag in {"summary", "dt", "caption", "legend"} or is_toggle(tag, attributes):
        return 7
    names = (attributes.get("class") or "").lower().split()
    return 7 if any(_HEADING_NAME.fullmatch(name) for name in names) else 0


def is_toggle(tag: str, attributes: Attributes) -> bool:
    """Whether it opens or closes a part of the same page."""
    action = (attributes.get("data-toggle") or attributes.get("data-bs-toggle") or "").lower()
    if action in _TOGGLE_VALUES or (attributes.get("role") or "") == "tab":
        return True
    href = (attributes.get("href") or "").strip()
    if _TREE.match(href):
        return True
    opens = "aria-expanded" in attributes or bool(attributes.get("aria-controls")) or _is_opener(attributes)
    return opens and (tag != "a" or href[:1] in {"", "#"} or href.lower().startswith("javascript"))


def _is_opener(attributes: Attributes) -> bool:
    """Whether its class says that it is the head of a part that opens, as frameworks name it that say so by scripts."""
    return any(_OPENER.fullmatch(name) for name in (attributes.get("class") or "").lower().split())


def controlled(attributes: Attributes) -> str:
    """The id of the part that the element opens, or nothing."""
    for name in ("data-target", "data-bs-target", "aria-controls"):
        value = (attributes.get(name) or "").strip().lstrip("#")
        if value:
            return value
    return ""


def click_address(attributes: Attributes) -> str:
    """The address that a click leads to although the element is no link: onclick, data-href, data-url."""
    for name in ("data-href", "data-url", "data-link", "data-file"):
        if attributes.get(name):
            return (attributes[name] or "").strip()
    script = attributes.get("onclick")
    return _address_in(script).strip() if script else ""


def script_target(attributes: Attributes, href: str) -> str:
    """Where a script sends the visitor of a link that leads nowhere by itself; nothing for other links."""
    if href.lower().startswith("javascript"):
        return _address_in(unquote(href)) or click_address(attributes)
    return click_address(attributes) if href[:1] in {"", "#"} else ""


def is_by_script(attributes: Attributes, href: str) -> bool:
    """Whether a link that names no address calls a script, which may open anything (a postback, a viewer)."""
    is_script = href.lower().startswith("javascript")
    if not is_script and href[:1] not in {"", "#"}:
        return False
    return bool(_CALL.search(f"{unquote(href) if is_script else ''} {attributes.get('onclick') or ''}"))


def frame_source(base: str, attributes: Attributes) -> tuple[str, str]:
    """Where a frame's content comes from, as written and absolute: what a script loads later replaces a blank."""
    for name in ("src", "data", "data-src", "data-lazy-src", "data-litespeed-src"):
        source = (attributes.get(name) or "").strip()
        if source and (url := absolute(base, source)):
            return source, url
    return "", ""


def _address_in(script: str) -> str:
    found = _SCRIPT_ADDRESS.search(script) or _ADDRESS_GIVEN.search(script)
    return found[1] if found else ""


def absolute(base: str, href: str) -> str:
    """The address made absolute; empty where it names nothing that HTTP can fetch (``https://`` alone, mailto:)."""
    if not href.startswith("/") or href.startswith("//"):
        return resolved(base, href)
    origin = _origin(base)
    return origin + href if origin and _PLAIN_PATH.fullmatch(href) else resolved(root_of(base), href)


def is_whole(href: str) -> bool:
    """Whether the address is the same on all pages of a host: it has a host of its own, or the whole path."""
    return _WHOLE.match(href) is not None


@lru_cache(maxsize=512)
def root_of(base: str) -> str:
    """The address of the host's first page."""
    return _ROOT.sub(r"\1/", base)


@lru_cache(maxsize=512)
def _origin(base: str) -> str:
    """What stands before the path of an address; nothing where HTTP can't fetch it."""
    return resolved(root_of(base), "/").removesuffix("/")


@lru_cache(maxsize=8192)
def resolved(base: str, href: str) -> str:
    """The same by all rules there are."""
    try:
        url = urljoin(base, with_slashes(href.strip()))
        parts = urlsplit(url)
        named = bool(parts.hostname)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and named else ""
