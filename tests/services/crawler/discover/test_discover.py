"""What to fetch next, what is a trap, what needs a browser, what a site lists itself."""

import gzip

import pytest

from services.crawler.discover import (
    Frontier,
    SiteBounds,
    needs_browser,
    sitemap_addresses,
    wordpress_addresses,
    wordpress_searches,
)
from services.crawler.discover.frontier import is_file, is_trap
from services.crawler.discover.sources import unpacked
from services.crawler.page import parse_page


def taken(frontier: Frontier) -> list[str]:
    urls = []
    while (candidate := frontier.take()) is not None:
        urls.append(candidate.url)
    return urls


def test_the_years_assessment_comes_first() -> None:
    frontier = Frontier(2567)
    frontier.offer("http://x/news/", "ข่าว", 1)
    frontier.offer("http://x/ita-2566/", "ITA 2566", 1)
    frontier.offer("http://x/open/", "การเปิดเผยข้อมูลสาธารณะ OIT ปี 2567", 1)
    frontier.offer("http://x/integrity/", "คุณธรรม", 1)
    assert taken(frontier) == ["http://x/open/", "http://x/ita-2566/", "http://x/integrity/"]


def test_a_better_link_moves_a_page_up_and_no_page_comes_twice() -> None:
    frontier = Frontier(2567)
    frontier.offer("http://x/a/", "คุณธรรม", 1)
    frontier.offer("http://x/b/", "ITA", 1)
    frontier.offer("http://x/a/", "ITA 2567", 1)
    frontier.offer("http://x/a/", "ITA 2567", 1)
    assert taken(frontier) == ["http://x/a/", "http://x/b/"]
    frontier.offer("http://x/a/", "ITA 2567", 1)
    assert frontier.take() is None


def test_pages_that_differ_by_a_number_only_are_bounded() -> None:
    frontier = Frontier(2567)
    for number in range(500):
        frontier.offer(f"http://x/ita/{number}/", "ITA 2567", 1)
    assert len(taken(frontier)) == 40


@pytest.mark.parametrize(
    "url",
    [
        "http://x/wp-login.php?redirect=1",
        "http://x/calendar/2024-01/",
        "http://x/a/?replytocom=5",
        "http://x/a/b/a/b/a/b/a/",
        "http://x/" + "a" * 700,
        "http://x/tag/ita/",
    ],
)
def test_traps(url: str) -> None:
    assert is_trap(url)


def test_files_are_not_pages() -> None:
    assert is_file("http://x/a.PDF")
    assert not is_file("http://x/page.php?file=a.pdf")
    assert not is_trap("http://x/ita-2567/")


def test_what_belongs_to_the_site() -> None:
    bounds = SiteBounds("https://www.unit.go.th/index.php")
    assert bounds.holds("http://unit.go.th/ita/")
    assert bounds.holds("https://www.unit.go.th:443/ita/")
    assert not bounds.holds("http://other.go.th/")
    assert not bounds.holds("http://unit.go.th.other.example/")
    assert not bounds.holds("http://unit.go.th:8080/")


def test_on_shared_hosts_the_path_counts() -> None:
    bounds = SiteBounds("https://sites.google.com/view/mukdahan/home")
    assert bounds.holds("https://sites.google.com/view/mukdahan/ita/o1")
    assert not bounds.holds("https://sites.google.com/view/other/home")
    assert not SiteBounds("https://sites.google.com/").holds("https://sites.google.com/view/other/home")


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("http://x/", "<p>กำลังโหลดข้อมูล...</p><script>google.script.run.list()</script>"),
        ("http://x/", "<div id=root></div><script src=/app.js></script>"),
        (
            "http://x/",
            "<noscript></noscript><p>You need to enable JavaScript to run this app.</p><script src=a></script>",
        ),
        ("https://script.google.com/macros/s/x/exec", "<script>…</script>"),
        ("http://x/", "<div></div><script>fetch('/api/items').then(show)</script>"),
    ],
)
def test_pages_that_a_browser_must_show(url: str, html: str) -> None:
    assert needs_browser(parse_page(url, html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>ไม่มีข้อมูล</p>",
        "<p>" + "ข้อมูลการติดต่อหน่วยงาน " * 20 + "</p><script>x()</script>",
        "<ul><li><a href=1>ก</a><li><a href=2>ข</a><li><a href=3>ค</a></ul><script src=a></script>",
    ],
)
def test_pages_that_need_none(html: str) -> None:
    assert needs_browser(parse_page("http://x/", html)) is None


def test_sitemaps_and_indexes_of_sitemaps() -> None:
    assert sitemap_addresses("<urlset><url><loc> http://x/a?b=1&amp;c=2 </loc></url></urlset>") == (
        ["http://x/a?b=1&c=2"],
        [],
    )
    assert sitemap_addresses("<sitemapindex><sitemap><loc>http://x/s.xml</loc></sitemap></sitemapindex>") == (
        [],
        ["http://x/s.xml"],
    )
    assert sitemap_addresses("not xml") == ([], [])


def test_wordpress_answers() -> None:
    body = b'[{"link": "http://x/ita/", "title": {"rendered": "ITA 2567"}}]'
    assert wordpress_addresses(body) == [("http://x/ita/", "ITA 2567")]
    assert wordpress_addresses(b"<html>") == []
    assert all(address.startswith("http://x/wp-json/") for address in wordpress_searches("http://x/wp-json/"))


def test_compressed_sitemaps_are_read_up_to_a_limit() -> None:
    assert unpacked(gzip.compress(b"<urlset>")) == b"<urlset>"
    assert unpacked(b"<urlset>") == b"<urlset>"
    assert unpacked(b"\x1f\x8bdamaged") == b""
    assert len(unpacked(gzip.compress(bytes(30_000_000)))) == 10_000_000
