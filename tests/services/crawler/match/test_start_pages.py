"""Home pages and site maps: boxes with headings, menus that are shown twice, entries without a link."""

import pytest

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from tests.services.crawler.match.pages import found, read


@pytest.mark.parametrize(
    "boxes",
    [
        "<h2>ข่าวประชาสัมพันธ์</h2><a href=/n>ต้อนรับคณะ</a><h2>ลิงก์</h2><a href=http://other.example/>กรม</a>",
        "<h3>ผู้บังคับบัญชา</h3><p>พ.ต.อ. สมชาย</p><a href=/n>ต้อนรับคณะ</a><a href=http://other.example/>กรม</a>",
    ],
)
def test_the_heading_of_a_box_is_not_the_home_pages(matcher: Matcher, boxes: str) -> None:
    home = parse_page("http://unit.example/th/news.php", f"<title>ตม.จว.ตัวอย่าง</title>{boxes}")
    assert found(matcher.match(home)) == []
    page = parse_page("http://unit.example/th/7.php", "<h2>ข่าวประชาสัมพันธ์</h2><a href=/n>ต้อนรับคณะ</a>")
    assert found(matcher.match(page)) == [("/n", "O5")], "the counterpart: alone and high it is the page's"


@pytest.mark.parametrize("path", ["", "index.php", "th/home", "Default.aspx", "main.html"])
def test_a_first_page_is_no_items_whatever_its_heading(matcher: Matcher, path: str) -> None:
    body = "<h1>ข่าวประชาสัมพันธ์</h1><a href=/n>ต้อนรับคณะ</a>"
    assert found(matcher.match(parse_page(f"http://unit.example/{path}", body))) == []
    for other in ("th/main-news.php", "index.php?id=7", "?page_id=7"):
        assert found(matcher.match(parse_page(f"http://unit.example/{other}", body))) == [("/n", "O5")]


@pytest.mark.parametrize(("title", "owned"), [("สภ.ตัวอย่าง", False), ("ข่าวประชาสัมพันธ์ | สภ.ตัวอย่าง", True), ("", False)])
def test_a_heading_that_the_title_does_not_say_heads_a_box_where_menus_name_a_list(
    matcher: Matcher, title: str, owned: bool
) -> None:
    names = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือประชาชน", "No Gift Policy", "E-Service")
    menu = "".join(f"<li><a href=/m/{n}>{name}</a>" for n, name in enumerate(names))
    body = f"<nav><ul>{menu}</ul></nav><h2>ข่าวประชาสัมพันธ์</h2><p><a href=/n>ต้อนรับคณะ</a>"
    match = matcher.match(parse_page("http://unit.example/welcome", f"<title>{title}</title><body>{body}"))
    assert (("/n", "O5") in found(match)) is owned
    assert len(match.menu) == len(names)


NAMES = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์", "คู่มือการปฏิบัติงาน")


def test_the_menu_of_a_start_page_that_shows_it_twice_counts_both_times(matcher: Matcher) -> None:
    links = "".join(f'<li><a href="/p{n}">{name}</a></li>' for n, name in enumerate(NAMES))
    twice = f"<nav><ul>{links}</ul></nav><div><ul>{links}</ul></div>"
    start = matcher.match(parse_page("http://unit.example/", f"<title>ตม.จว.ตัวอย่าง</title>{twice}"))
    named = [(entry.link.href, entry.item) for entry in start.shown]
    assert sorted(named) == sorted(2 * [(f"/p{n}", f"O{item}") for n, item in enumerate((1, 2, 3, 5, 7))])
    assert len(read(matcher, twice).shown) == len(NAMES), "where the assessment is spoken of, its list alone counts"


def test_of_a_menu_beside_other_titles_only_what_these_repeat_counts(matcher: Matcher) -> None:
    items = [f'<li><a href="/p{n}">{name}</a></li>' for n, name in enumerate((*NAMES, "E-Service", "สขร.1", "ติดต่อเรา"))]
    menu = [*items[:2], '<li><a href="/elsewhere">No Gift Policy</a></li>']
    site_map = f"<nav><ul>{''.join(menu)}</ul></nav><div><ul>{''.join(items)}</ul></div>"
    match = matcher.match(parse_page("http://unit.example/map/", f"<title>ตม.จว.ตัวอย่าง</title>{site_map}"))
    in_menu = [entry.link.href for entry in match.shown if entry.in_menu]
    assert in_menu == ["/p0", "/p1"]
    assert len(match.shown) == len(items) + 2


def test_an_entry_without_a_link_does_not_speak_for_the_next(matcher: Matcher) -> None:
    entries = [f'<a href="/p{n}">{name}</a>' for n, name in enumerate(NAMES)]
    more = ["การประเมินความเสี่ยงต่อการรับสินบน", '<a href="/board">บอร์ดผู้บังคับการ</a>', '<a href="/x">ดาวน์โหลด</a>']
    match = read(matcher, f"<ul>{''.join(f'<li>{entry}</li>' for entry in entries + more)}</ul>")
    assert "/board" not in dict(found(match))


@pytest.mark.parametrize(("others", "counted"), [(2, False), (5, True)])
def test_a_start_page_may_have_its_items_in_menus_and_boxes(matcher: Matcher, others: int, counted: bool) -> None:
    boxes = "".join(f'<li><a href="/p{n}">{name}</a></li>' for n, name in enumerate(NAMES))
    names = ("E-Service", "No Gift Policy", "สขร.1", "ประมวลจริยธรรม", "สถิติคดีอาญา")
    menu = "".join(f'<li><a href="/m{n}">{name}</a></li>' for n, name in enumerate(names[:others]))
    page = parse_page("http://unit.example/welcome", f"<nav><ul>{menu}</ul></nav><main><ul>{boxes}</ul></main>")
    match = matcher.match(page)
    assert len(match.links) == len(NAMES)
    assert len(match.menu) == (others if counted else 0)
