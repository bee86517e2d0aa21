"""Whatever a website names, on any of its ways: nothing inside our own network is ever asked for anything."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.crawler.audit import AuditReport
from services.crawler.fetch import connections
from tests.services.crawler.audit.test_ways_in import WORDS

Browse = Callable[..., AuditReport]
HOME = "https://unit.go.th"
#: One address of each kind, as hosts are written: by number, by a name that leads there, in IPv6.
INSIDE = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[fd00::1]", "[64:ff9b::7f00:1]", "inside.go.th"]


def link(web: Any, host: str) -> None:
    web.page(f"{HOME}/", f'{WORDS}<h1>OIT 2567</h1><p><a href="http://{host}/o2.pdf">O2 อำนาจหน้าที่</a></p>')


def redirected_link(web: Any, host: str) -> None:
    web.page(f"{HOME}/", f'{WORDS}<h1>OIT 2567</h1><p><a href="/o2.pdf">O2 อำนาจหน้าที่</a></p>')
    web.redirect(f"{HOME}/o2.pdf", f"http://{host}/o2.pdf")


def robots(web: Any, host: str) -> None:
    web.redirect(f"{HOME}/robots.txt", f"http://{host}/robots.txt")
    web.page(f"{HOME}/", WORDS)


def sitemap(web: Any, host: str) -> None:
    web.file(f"{HOME}/robots.txt", f"Sitemap: http://{host}/sitemap.xml".encode(), "text/plain")
    web.page(f"{HOME}/", WORDS)


def inner_sitemap(web: Any, host: str) -> None:
    web.page(f"{HOME}/", WORDS)
    index = f"<sitemapindex><sitemap><loc>http://{host}/a.xml</loc></sitemap></sitemapindex>"
    web.file(f"{HOME}/sitemap.xml", index.encode(), "application/xml")


def wordpress(web: Any, host: str) -> None:
    head = f'<link rel="https://api.w.org/" href="http://{host}/wp-json/">'
    web.page(f"{HOME}/", f"<html><head>{head}</head><body>{WORDS}</body></html>")


def frame(web: Any, host: str) -> None:
    web.page(f"{HOME}/", f'{WORDS}<h1>OIT 2567</h1><h2>O2 อำนาจหน้าที่</h2><iframe src="http://{host}/"></iframe>')


def home(web: Any, host: str) -> None:
    web.redirect(f"{HOME}/", f"http://{host}/")


def short_link(web: Any, host: str) -> None:
    web.page(f"{HOME}/", f'{WORDS}<h1>OIT 2567</h1><p><a href="https://bit.ly/a">O2 อำนาจหน้าที่</a></p>')
    web.redirect("https://bit.ly/a", f"https://www.google.com/url?q=http://{host}/")
    web.redirect(f"https://www.google.com/url?q=http://{host}/", f"http://{host}/")


@pytest.fixture
def dialled(web: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The addresses to which the crawler wanted to connect."""
    tried: list[str] = []
    on = connections.dial

    def dial(addresses: tuple[str, ...], port: int, timeout: float) -> Any:
        tried.extend(addresses)
        return on(addresses, port, timeout)

    monkeypatch.setattr(connections, "dial", dial)
    web.inside["inside.go.th"] = "192.168.1.1"
    yield tried


@pytest.mark.parametrize("host", INSIDE)
@pytest.mark.parametrize(
    "way", [link, redirected_link, robots, sitemap, inner_sitemap, wordpress, frame, home, short_link]
)
def test_nothing_inside_is_asked(
    web: Any, browse: Browse, dialled: list[str], way: Callable[[Any, str], None], host: str
) -> None:
    way(web, host)
    report = browse(f"{HOME}/", items=["O2"])
    assert dialled and all(address.startswith("93.184.216.") for address in dialled)
    told = {problem.kind for problem in report.problems}
    assert "blocked_address" in told or (way is inner_sitemap and "bad_url" in told), told
    assert report.items[0].verdict in {"unknown", "missing"}
    assert way in {sitemap, inner_sitemap, wordpress} or report.items[0].verdict == "unknown"
