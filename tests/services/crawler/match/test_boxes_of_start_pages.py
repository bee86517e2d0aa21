"""Boxes of start pages whose heads are no headings, trees of tables, and what every page's menu offers."""

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from tests.services.crawler.match.pages import found, read

NAMES = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "E-Service", "คู่มือการปฏิบัติงาน")
LIST = "".join(f'<li><a href="/p{n}">{name}</a></li>' for n, name in enumerate(NAMES))


def _start(matcher: Matcher, body: str) -> list[tuple[str, str]]:
    page = parse_page("http://unit.example/", f"<title>ตม.จว.ตัวอย่าง</title><body><ul>{LIST}</ul><div>{body}</div>")
    return [pair for pair in found(matcher.match(page)) if not pair[0].startswith("/p")]


def test_entries_of_a_tree_of_tables_do_not_speak_for_each_other(matcher: Matcher) -> None:
    rows = [f"<table><tr><td></td><td><a href=/t{n}>{name}</a></td></tr></table>" for n, name in enumerate(NAMES)]
    news = ["ข่าวประชาสัมพันธ์", "ข่าวรับสมัครงาน", "ภาพถ่ายเก่า"]
    leaves = "".join(
        f"<table><tr><td></td><td><a href=/n{n}>{name}</a></td></tr></table>" for n, name in enumerate(news)
    )
    tree = f"<div><div>เกี่ยวกับเรา</div><div>{''.join(rows)}</div><div>ข่าวสาร</div><div>{leaves}</div></div>"
    page = parse_page("http://unit.example/map/", f"<title>แผนผังเว็บไซต์</title><body>{tree}")
    assert [pair for pair in found(matcher.match(page)) if pair[0].startswith("/n")] == [("/n0", "O5")]


def test_posts_below_the_head_of_a_box_of_news_are_no_items_though_it_is_no_heading(matcher: Matcher) -> None:
    posts = "<table><tr><td><a href=/n1>ต้อนรับคณะ</a></td></tr><tr><td><a href=/n2>ประชุมสภากาแฟ</a></td></tr></table>"
    box = f"<div class=hd>ข่าวประชาสัมพันธ์</div>{posts}<div><a href=/all>ข่าวประชาสัมพันธ์ทั้งหมด</a></div>"
    assert _start(matcher, box) == [("/all", "O5")]


def test_what_the_law_calls_information_is_no_news(matcher: Matcher) -> None:
    row = "<table><tr><td>สถานที่ติดต่อเพื่อขอรับข้อมูลข่าวสารหรือคำแนะนำ</td><td><a href=/c>ที่ทำการ</a></td></tr></table>"
    assert _start(matcher, row) == [("/c", "O4")]


def test_a_head_of_the_same_style_behind_links_ends_what_the_one_before_heads(matcher: Matcher) -> None:
    boxes = (
        "<div class=hd>ประกาศจัดซื้อจัดจ้าง</div><p><a href=/b1>รายละเอียด</a></p>"
        "<div class=hd>ตลาดนัดชุมชน</div><p><a href=/m1>ขายกล้วยหอม</a></p>"
    )
    assert _start(matcher, boxes) == [("/b1", "O13")]
    remark = "<div class=hd>ประกาศจัดซื้อจัดจ้าง</div><div class=hd>ข้อมูล ณ สิ้นเดือน</div><p><a href=/b1>รายละเอียด</a></p>"
    assert _start(matcher, remark) == [("/b1", "O13")], "the counterpart: words right below are about the same"


def test_a_table_under_another_head_does_not_continue_the_link_above_it(matcher: Matcher) -> None:
    posts = "<table><tr><td><a href=/j1>รับสมัครแม่บ้าน</a></td></tr></table>"
    more = "<div><a href=/b>ประกาศจัดซื้อจัดจ้าง</a></div>"
    assert _start(matcher, f"<div>{more}<div>ร่วมงานกับเรา</div>{posts}</div>") == [("/b", "O13")]
    assert _start(matcher, f"<div>{more}{posts}</div>") == [("/b", "O13"), ("/j1", "O13")], "right below it does"


def test_beside_a_list_the_menu_counts_where_it_leads_to_what_every_page_has(matcher: Matcher) -> None:
    menu = "<nav><ul><li><a href=/c>ติดต่อเรา</a></li><li><a href=/n>ข่าวประชาสัมพันธ์</a></li></ul></nav>"
    page = parse_page("http://unit.example/map/", f"<title>ตม.จว.ตัวอย่าง</title><body>{menu}<ul>{LIST}</ul>")
    assert [(entry.link.href, entry.item) for entry in matcher.match(page).menu] == [("/c", "O4"), ("/n", "O5")]
    assert not read(matcher, f"{menu}<ul>{LIST}</ul>").menu, "of a page of the assessment the list alone counts"


def test_the_category_below_a_post_is_no_entry_of_a_menu(matcher: Matcher) -> None:
    menu = "<nav><ul><li><a href=/o>โครงสร้าง</a></li><li><a href=/d>อำนาจหน้าที่</a></li></ul></nav>"
    post = '<article><h2><a href=/1>ช่วยรถเสีย</a></h2><p class="{}">18 พ.ย. <a href=/act>ข่าวประชาสัมพันธ์</a></p></article>'
    for name, entries in (
        ("post-meta", ["/o", "/d"]),
        ("entry-footer", ["/o", "/d"]),
        ("site-footer", ["/o", "/d", "/act"]),
    ):
        page = parse_page("http://unit.example/", f"<body>{menu}{post.format(name)}")
        assert [entry.link.href for entry in matcher.match(page).menu] == entries


def test_a_link_that_says_nothing_is_of_the_item_of_another_with_its_address(matcher: Matcher) -> None:
    card = (
        "<p><a href=/w>{}</a> <a href=/w?p=2>อ่านเพิ่มเติม</a></p><p>ถนนชัยมงคล</p>"
        "<p><a href=/w><img src=x.png></a></p><p><a href=/w>{}</a></p>"
    )
    named = "แจ้งเหตุผ่านระบบ (E-Service)"
    assert _start(matcher, card.format(named, "อ่านเพิ่มเติม")) == [("/w", "O9")] * 3
    assert _start(matcher, card.format(named, "2566")) == [("/w", "O9")] * 2
    assert _start(matcher, card.format("ประวัติความเป็นมา", "อ่านเพิ่มเติม")) == []


def test_three_pages_of_one_more_item_in_a_menu_count_beside_a_list(matcher: Matcher) -> None:
    for names, counted in ((("แจ้งเบาะแสการทุจริต",) * 2, 0), (("แจ้งเบาะแสการทุจริต",) * 3, 3)):
        menu = "".join(f"<li><a href=/m{n}>{name}</a></li>" for n, name in enumerate(names))
        page = parse_page("http://unit.example/map/", f"<nav><ul>{menu}</ul></nav><body><ul>{LIST}</ul>")
        assert len(matcher.match(page).menu) == counted


def test_the_words_before_a_link_that_says_nothing_may_be_composed_like_a_title(matcher: Matcher) -> None:
    assert _start(matcher, "<p>– งดรับของขวัญของผู้อำนวยการ <a href=/ng>2567</a></p>") == [("/ng", "O17")]
    assert _start(matcher, "<p>– หนังสือรุ่น <a href=/ng>2567</a></p>") == []
    assert _start(matcher, "<p>– งดรับของขวัญของผู้อำนวยการ <a href=/ng>ภาพปีใหม่</a></p>") == []
