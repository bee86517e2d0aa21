"""What a website itself lists of its pages: its sitemap, and WordPress's search."""

from collections.abc import Iterator
from urllib.parse import urljoin

from services.crawler.discover import promising_first, sitemap_addresses, wordpress_addresses, wordpress_searches
from services.crawler.discover.sources import unpacked
from services.crawler.dossier.site import Site
from services.crawler.fetch import decode_html

#: Where sitemaps usually are, anybody's and then WordPress's; and how many are read at most.
_USUAL, _SITEMAPS = ("/sitemap.xml", "/wp-sitemap.xml", "/sitemap_index.xml"), 5


def in_sitemaps(site: Site, home: str, *, wordpress: bool) -> Iterator[str]:
    """The addresses in the website's sitemaps."""
    named = list(site.sitemaps(home))
    guessed = [] if named else [urljoin(home, name) for name in (_USUAL if wordpress else _USUAL[:1])]
    waiting = named or list(guessed)
    for _ in range(_SITEMAPS):
        if not waiting or site.full:
            break
        visit = site.visit(waiting.pop(0))
        pages, more = sitemap_addresses(decode_html(unpacked(visit.body))) if visit.ok else ([], [])
        if visit.ok:  # where one is, no other is guessed at
            waiting = [address for address in waiting if address not in guessed] + promising_first(more)
        yield from pages
    for address in guessed:
        site.forget_problems(address)  # nobody said that the site has one there


def in_wordpress(site: Site, api: str) -> Iterator[tuple[str, str]]:
    """The addresses and titles that WordPress finds for words of the assessment."""
    for address in wordpress_searches(api):
        visit = site.visit(address)
        yield from wordpress_addresses(visit.body) if visit.ok else ()
