"""From HTML to a page's structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.page import parse_page

URL = "http://unit.example/ita/"


def test_blocks_hold_text_and_links_in_document_order() -> None:
    page = parse_page(URL, "<p>O1 – <a href='a.pdf'>โครงสร้าง</a> และ <b>อื่น ๆ</b></p><p>สอง<br>สาม</p>")
    assert [block.text for block in page.blocks] == ["O1 – โครงสร้าง และ อื่น ๆ", "สอง", "สาม"]
    assert page.links[0].url == "http://unit.example/ita/a.pdf"
    assert page.links[0].ordinal == 0


def test_a_links_words_come_from_its_text_or_its_picture() -> None:
    page = parse_page(
        URL, "<a href=1><img src=x.png alt='O1 โครงสร้าง'></a><a href=2 title='คู่มือ'>ดู</a><a href=3><img src=y.png></a>"
    )
    assert [(link.text, link.hint, link.image) for link in page.links] == [
        ("O1 โครงสร้าง", "O1 โครงสร้าง", True),
        ("ดู", "คู่มือ", False),
        ("", "", True),
    ]


def test_links_by_click_and_by_script_are_links() -> None:
    page = parse_page(
        URL,
        "<button onclick=\"window.open('/a.pdf')\">เปิด</button><div data-href='/b.pdf'>ข</div>"
        "<a href=\"javascript:window.open('/c.pdf')\">ค</a><a href='#' onclick=\"location.href='/d.pdf'\">ง</a>",
    )
    assert [link.url.rsplit("/", 1)[1] for link in page.links] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]


def test_links_without_a_target_stay_links() -> None:
    page = parse_page(URL, "<a href='#'>ก</a><a href=''>ข</a><a href='https://'>ค</a><a>ง</a>")
    assert [(link.href, link.fetchable) for link in page.links] == [("#", False), ("", False), ("https://", False)]


def test_menus_and_footers_are_told_from_content() -> None:
    page = parse_page(
        URL,
        "<header><a href=1>โลโก้</a></header><nav><a href=2>เมนู</a></nav>"
        "<div class='breadcrumb'><a href=3>หน้าแรก</a></div>"
        "<main><article><header><h1>ITA</h1></header><a href=4>เนื้อหา</a>"
        "<div class='elementor-widget'><a href=5>ก</a></div>"
        "</article></main><div id='footer'><a href=6>ติดต่อ</a></div>",
    )
    assert [link.href for link in page.links if not link.chrome] == ["4", "5"]
    assert page.heading == "ITA"


@pytest.mark.parametrize(
    ("link", "opens"),
    [
        ('class="uk-accordion-title" href="#"', True),
        ('class="accordion-button" href="#one"', True),
        ('class="accordion-button" href="/ita/o1"', False),
        ('class="title" href="#"', False),
    ],
)
def test_a_class_tells_what_a_script_opens(link: str, opens: bool) -> None:
    page = parse_page("http://unit.example/", f"<ul><li><a {link}>O1 โครงสร้าง</a><div><a href=a.pdf>ผัง</a></div></ul>")
    assert page.links[0].toggle is opens


def test_toggles_know_what_they_open() -> None:
    page = parse_page(
        URL,
        "<a data-toggle='collapse' href='#c1'>O1 โครงสร้าง</a><div id='c1'>…</div>"
        "<button data-bs-toggle='tab' data-bs-target='#t2'>ปี 2567</button><div id='t2'></div>",
    )
    assert page.links[0].toggle
    assert page.controllers == {"c1": "O1 โครงสร้าง", "t2": "ปี 2567"}


def test_rowspans_reach_into_the_rows_below() -> None:
    page = parse_page(
        URL, "<table><tr><td rowspan=2>O1</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>"
    )
    rows = [element.index for element in page.elements if element.tag == "tr"]
    cell = next(element.index for element in page.elements if element.rowspan == 2)
    assert page.carried_cells == {rows[1]: (cell,)}


def test_frames_and_the_base_address() -> None:
    page = parse_page(URL, "<base href='http://other.example/x/'><iframe src='in.html'></iframe><a href='y'>ก</a>")
    assert page.frames == ("http://other.example/x/in.html",)
    assert [link.url for link in page.links] == ["http://other.example/x/in.html", "http://other.example/x/y"]


def test_what_tells_of_the_page_as_a_whole() -> None:
    page = parse_page(
        URL,
        "<html lang=TH><head><meta charset=utf-8><title>หน้า  แรก</title><link rel=stylesheet href=s>"
        "<link rel=canonical href=' /c '><link rel=canonical href=/d><meta name=generator content='WordPress 6.5'>"
        "<meta http-equiv=Refresh content='5; url=/New'><script>var a = 1</script><script src=b.js></script></head>"
        "<body><title>อื่น</title><form><textarea></textarea></form><textarea></textarea></body></html>",
    )
    assert (page.title, page.language, page.canonical, page.generator) == ("หน้า แรก", "th", "/c", "WordPress 6.5")
    assert (page.refresh, page.scripts, page.script_words, page.forms) == ("5; url=/New", 2, "var a = 1 b.js", 1)


def test_what_a_page_does_not_tell_is_empty() -> None:
    page = parse_page(URL, "<meta name=description content=x><meta http-equiv=content-type content=y><p>คำ")
    assert {page.title, page.language, page.canonical, page.generator, page.refresh} == {""}


def test_scripts_and_styles_are_no_words() -> None:
    page = parse_page(URL, "<p>คำ</p><script>var x = 'O1 โครงสร้าง'</script><style>.o1{}</style><!-- O2 -->")
    assert page.text == "คำ"
    assert page.scripts == 1


def test_very_deep_pages_do_no_harm() -> None:
    page = parse_page(URL, "<div>" * 5000 + "<a href=1>ก</a>")
    assert len(page.elements) < 5000


@given(st.text(alphabet="<>/ atrdlihpO1='\"#กาเ ", max_size=300))
def test_any_text_parses(html: str) -> None:
    page = parse_page(URL, html)
    assert [link.ordinal for link in page.links if link.kind == "anchor"] == list(
        range(sum(link.kind == "anchor" for link in page.links))
    )


def test_pages_share_what_stands_at_the_same_place() -> None:
    menu = "<nav class='menu'><ul><li><a href='/'>หน้าแรก</a></li></ul></nav>"
    one, other = (parse_page(URL, f"{menu}<{tag}>{tag}</{tag}>") for tag in ("main", "div"))
    shared = [first is second for first, second in zip(one.elements, other.elements, strict=True)]
    assert shared == [True] * (len(shared) - 1) + [False]
    assert [element.tag for element in other.elements] == ["body", "nav", "ul", "li", "div"]


def test_lengths_are_those_of_the_words_outside_menus() -> None:
    page = parse_page(URL, "<nav>เมนู</nav><a href=x><img src=y.png></a><p>สอง</p>")
    assert page.lengths == (len(page.text), len(page.text.strip())) == (4, 3)


def test_a_picture_that_says_a_code_and_title_is_words_and_any_other_picture_is_none() -> None:
    page = parse_page(
        URL, "<p><img src=a.png alt='O1 โครงสร้าง'></p><p><img src=b.png alt='o2'></p><img src=c.png alt=ภาพข่าว>"
    )
    assert [block.text for block in page.blocks] == ["O1 โครงสร้าง"]


def test_the_names_of_pictures_that_a_font_draws_are_no_words() -> None:
    icon, symbol = (
        '<i class="material-icons md-18">label_important</i>',
        '<span class="material-symbols-outlined">home</span>',
    )
    page = parse_page("http://x.example/", f"<a href=/a>{icon}กฎหมาย</a><p>{symbol} หน้าแรก</p><a href=/b>{symbol}</a>")
    assert [link.text for link in page.links] == ["กฎหมาย", ""]
    assert page.links[1].image, "the picture is still there to be clicked"
    assert "home" not in page.text and "label" not in page.text


def test_what_opens_a_branch_of_a_tree_leads_nowhere() -> None:
    tree = "<a href=\"javascript:TreeView_ToggleNode(tv_Data,0,0)\"><img src=- alt='ยุบ กฎหมาย'></a>"
    assert parse_page("http://unit.example/", tree).links[0].toggle
    assert not parse_page("http://unit.example/", "<a href='javascript:TreeView(1)'>กฎหมาย</a>").links[0].toggle
