"""Menus that pages take over from each other: with them or without, a page says the same."""

from hypothesis import given
from hypothesis import strategies as st

from services.crawler.page import Menus, Page, parse_page

SITE = "https://www.example.go.th"
MENU = (
    '<header class="top"><a href="/"><img src="/logo.png" alt="ตม.จว."></a><nav><ul>'
    '<li><a href="/ita/">ITA 2567</a></li><li><a href="https://other.go.th/x">อื่น</a></li></ul></nav></header>'
)
#: What menus are made of: some of it is the same on all pages, some is not.
PARTS = (
    '<li><a href="/ita/">ITA 2567</a></li>',
    '<li><a href="about.html">เกี่ยวกับเรา</a></li>',
    '<li><a href="#part">ส่วน</a></li>',
    '<li><a href="">ที่นี่</a></li>',
    '<li><a href="//cdn.example.com/a.pdf">คู่มือ</a></li>',
    '<li><a href="HTTPS://www.example.go.th/b">ข</a></li>',
    '<li><a href="mailto:a@example.go.th">อีเมล</a></li>',
    '<li><a href="#" onclick="location.href=\'c.html\'">ค</a></li>',
    "<li onclick=\"location.href='/two/'\">ง</li>",
    "<li><a><b>ไม่ใช่ลิงก์</b></a></li>",
    '<img src="small.png" alt="ภาพ">',
    '<iframe src="/map"></iframe>',
    "<nav><a href='/x'>จ</a></nav>",
    "<header><a href='/y'>ฉ</a></header>",
    "<noscript><a href='/z'>ช</a></noscript>",
    "เมนู &amp; <br> อื่น",
)
HOLDERS = ("header", "nav", 'nav role="tablist"', "div", "footer")
BEFORE = ("", "<p>ข้อความ</p>", '<a href="/first">แรก</a>', '<iframe src="/map"></iframe>', "<article>", "<section>")


def _html(before: str, holder: str, parts: list[str], after: str) -> str:
    name = holder.split(maxsplit=1)[0]
    return f"<html><body>{before}<{holder}>{''.join(parts)}</{name}><p>{after}</p></body></html>"


PAGES = st.builds(
    _html,
    st.sampled_from(BEFORE),
    st.sampled_from(HOLDERS),
    st.lists(st.sampled_from(PARTS), max_size=4),
    st.sampled_from(["ก", "ข"]),
)
ADDRESSES = st.sampled_from([f"{SITE}/", f"{SITE}/two/", f"{SITE}/two/three.html", "http://www.example.go.th/"])


@given(st.lists(st.tuples(ADDRESSES, PAGES), max_size=6))
def test_a_page_says_the_same_whatever_came_before_it(pages: list[tuple[str, str]]) -> None:
    menus = Menus()
    for url, html in [*pages, *pages]:
        assert parse_page(url, html, menus) == parse_page(url, html)


@given(st.sampled_from(PARTS), ADDRESSES, ADDRESSES)
def test_a_menu_at_the_same_place_says_the_same_on_another_page(part: str, first: str, second: str) -> None:
    menus, html = Menus(), _html("", "nav", [part], "ก")
    parse_page(first, html, menus)
    assert parse_page(second, html, menus) == parse_page(second, html)


def _shared(first: Page, second: Page) -> int:
    return len({id(link) for link in first.links} & {id(link) for link in second.links})


def test_a_menu_is_read_once_for_all_pages() -> None:
    menus = Menus()
    pages = [parse_page(f"{SITE}/{name}/", f"{MENU}<main><a href='/own'>{name}</a></main>", menus) for name in "ab"]
    assert _shared(*pages) == 3
    assert [link.url for link in pages[1].links] == [f"{SITE}/", f"{SITE}/ita/", "https://other.go.th/x", f"{SITE}/own"]
    assert [link.ordinal for link in pages[1].links] == [0, 1, 2, 3]
    assert pages[1].images == pages[0].images


def test_pages_parsed_without_menus_have_no_link_in_common() -> None:
    first, second = (parse_page(f"{SITE}/{name}/", MENU) for name in "ab")
    assert _shared(first, second) == 0


def test_links_of_the_content_are_never_shared() -> None:
    menus = Menus()
    for html in (f"<article>{MENU}</article>", "<nav role='tablist'><a href='/x'>x</a></nav>"):
        assert _shared(*(parse_page(f"{SITE}/{name}/", html, menus) for name in "ab")) == 0


def test_a_header_of_an_article_is_no_menu_though_another_page_has_it_as_one() -> None:
    menus = Menus()
    parse_page(f"{SITE}/a/", f"<div><div>{MENU}</div></div>", menus)
    html = f"<article><div>{MENU}</div></article>"
    assert parse_page(f"{SITE}/b/", html, menus) == parse_page(f"{SITE}/b/", html)
