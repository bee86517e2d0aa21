"""Addresses that a site itself lists: its sitemap, and WordPress's search."""

import re
import zlib
from urllib.parse import quote, urljoin

import msgspec

from services.crawler.page import Page

#: Addresses read from one sitemap at most.
_MOST = 20_000
#: Bytes of a compressed sitemap that are read at most; the standard allows 50 MB, a few thousand pages are 1 MB.
_LARGEST = 10_000_000
_GZIP = b"\x1f\x8b"
_LOCATION = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)", re.IGNORECASE)
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


def is_wordpress(page: Page) -> bool:
    """Whether the page was made by WordPress."""
    if "wordpress" in page.generator.lower():
        return True
    return any("/wp-content/" in image.url for image in page.images) or "/wp-includes/" in page.script_words


def wordpress_searches(home: str) -> list[str]:
    """The addresses that list a WordPress site's pages about the assessment."""
    return [
        urljoin(home, f"/wp-json/wp/v2/pages?per_page=50&_fields=link,title&search={quote(word)}") for word in _SEARCHED
    ]


def wordpress_addresses(body: bytes) -> list[tuple[str, str]]:
    """Address and title of every page in an answer of WordPress; empty if the answer is something else."""
    try:
        entries = msgspec.json.decode(body, type=list[_Entry])
    except msgspec.DecodeError:
        return []
    return [(entry.link, entry.title.rendered) for entry in entries if entry.link]
