"""Addresses that a site itself lists: its sitemap, and WordPress's search."""

import re
import zlib
from html import unescape
from urllib.parse import quote, urljoin

import msgspec

from services.crawler.page.attributes import absolute

#: Addresses read from one sitemap at most.
_MOST = 20_000
#: Bytes of a compressed sitemap that are read at most; the standard allows 50 MB, a few thousand pages are 1 MB.
_LARGEST = 10_000_000
_GZIP = b"\x1f\x8b"
_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
#: Names of sitemaps that list pages; of the whole address only what comes after the host.
_PROMISING = re.compile(r"://[^/]+/.*(?:page|ita|oit)", re.IGNORECASE)
#: How WordPress names its interface in the head of a page, and what else only its pages have.
_API = re.compile(r"""rel=["']https://api\.w\.org/["'][^>]*?href=["'](?P<url>[^"']+)""", re.IGNORECASE)
_WORDPRESS = re.compile(
    r"""/wp-(?:content|includes)/|<meta[^>]+name=["']?generator["']?[^>]+content=["']wordpress""", re.IGNORECASE
)
_SEARCHED = ("ITA", "OIT", "เปิดเผยข้อมูลสาธารณะ")


class _Title(msgspec.Struct):
    rendered: str = ""


class _Entry(msgspec.Struct):
    link: str = ""
    title: _Title = msgspec.field(default_factory=_Title)


def unpacked(body: bytes) -> bytes:
    """A sitemap's body, gunzipped where it is a gzip file, up to a limit; empty where it is damaged."""
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _LARGEST)
    except zlib.error:
        return b""


def sitemap_addresses(xml: str) -> tuple[list[str], list[str]]:
    """The pages and the further sitemaps that a sitemap names."""
    found = [match.replace("&amp;", "&") for match in _LOCATION.findall(xml)[:_MOST]]
    return ([], found) if "<sitemapindex" in xml[:2000].lower() else (found, [])


def promising_first(sitemaps: list[str]) -> list[str]:
    """Sitemaps, the most promising first: makers of sites keep pages apart from thousands of posts."""
    return sorted(sitemaps, key=lambda url: not _PROMISING.search(url))


def wordpress_api(home: str, html: str) -> str | None:
    """The address under which a WordPress site answers questions about itself; None for other sites.

    home: address of the home page; html: its source, which names the interface, or else only shows whose work it is.
    """
    named = _API.search(html)
    if named is not None and (api := absolute(home, unescape(named["url"]))):
        return api
    return urljoin(home, "/wp-json/") if _WORDPRESS.search(html) else None


def wordpress_searches(api: str) -> list[str]:
    """The addresses that list a WordPress site's pages, and then its posts, about the assessment."""
    # Without readable addresses the interface is a parameter (``/?rest_route=/``), and further ones follow by ``&``.
    begins = "&" if "?" in api else "?"
    return [
        f"{api}wp/v2/{kind}{begins}per_page=50&_fields=link,title&search={quote(word)}"
        for kind in ("pages", "posts")
        for word in _SEARCHED
    ]


def wordpress_addresses(body: bytes) -> list[tuple[str, str]]:
    """Address and title of every page in an answer of WordPress; empty if the answer is something else."""
    try:
        entries = msgspec.json.decode(body, type=list[_Entry])
    except msgspec.DecodeError:
        return []
    return [(entry.link, entry.title.rendered) for entry in entries if entry.link]
