"""Matching on whole pages. Labelled pages are in tests/corpus; see tests/services/crawler/accuracy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.crawler.match import Matcher, PageMatch
from services.crawler.page import parse_page

PARTS = st.sampled_from(
    [
        *("<table>", "<tr>", "<td rowspan=3>", "</td>", "</tr>", "</table>", "<ul>", "<li>", "</ul>", "<h3>", "</h3>"),
        *("<p>", "<br>", "<div class=card>", "</div>", "<div id=t>", "<iframe src=/f>", "2566", "ตัวชี้วัดที่ 9"),
        *("O1", "O1-O12", "๐๒", "010", "O99", "MOIT1", "กฎหมายที่เกี่ยวข้อง", "E-Service"),
        *("<a href=#>ดู</a>", "<a href=http://[x>ดู</a>", "<a href=/o3>ลิงก์</a>", "<a href=/p>« ก่อนหน้า</a>"),
        *("<a data-toggle=tab href=#t>2567</a>", "<button onclick=\"window.open('/z')\">ก</button>"),
    ]
)


def read(
    matcher: Matcher, body: str, url: str = "http://unit.example/ita-2567/", of: tuple[str, ...] = ()
) -> PageMatch:
    return matcher.match(parse_page(url, f"<title>OIT 2567</title><body>{body}"), of)


def found(match: PageMatch) -> list[tuple[str, str]]:
    return [(link.link.href, link.item) for link in match.links]


@settings(deadline=None)
@given(st.lists(PARTS, max_size=60))
def test_any_page_can_be_matched(matcher: Matcher, parts: list[str]) -> None:
    page = parse_page("http://unit.example/ita-2567/", " ".join(parts))
    match = matcher.match(page)
    presented = {id(link) for link in page.links}
    assert all(id(found.link) in presented and 0 < found.confidence <= 1 for found in match.links)
    assert not {id(link) for link in match.loose} & {id(found.link) for found in match.links}


def test_a_file_named_like_another_item_stays_with_the_item_whose_entry_holds_it(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<h3>O1 โครงสร้าง</h3><ul><li><a href=1>แผนผัง</a></ul><h3>O11 แผนการใช้จ่ายงบประมาณประจำปี</h3>"
        "<ul><li><a href=a>แผนการจัดซื้อจัดจ้าง</a><li><a href=b>แผนการใช้จ่าย</a></ul><h3>O12 เงินกองทุนเพื่อการสืบสวน</h3>",
    )
    assert found(match) == [("1", "O1"), ("a", "O11"), ("b", "O11")]


def test_an_entry_without_code_in_a_list_with_codes_is_an_item(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<ul><li><a href=1>O1 โครงสร้าง</a><li><a href=3>กฎหมายที่เกี่ยวข้อง</a><li><a href=7>O7 คู่มือการปฏิบัติงาน</a></ul>",
    )
    assert found(match) == [("1", "O1"), ("3", "O3"), ("7", "O7")]


def test_links_around_the_site_are_no_items(matcher: Matcher) -> None:
    match = read(
        matcher,
        "<h3>O1 โครงสร้าง</h3><p><a href=1>เอกสาร</a><p><a href=#top>กลับขึ้นบน</a><p><a href=/>« กลับหน้าหลัก</a>"
        "<h3>O2 อำนาจหน้าที่</h3><p><a href=2>เอกสาร</a><p><a href=/login>เข้าสู่ระบบ</a>",
    )
    assert found(match) == [("1", "O1"), ("2", "O2")]


def test_an_items_page_does_not_own_its_neighbours_in_the_list(matcher: Matcher) -> None:
    body = (
        "<h1>O10 ข้อมูลผลการดำเนินงานในเชิงสถิติ</h1><p><a href=s>สถิติ ต.ค. →</a>"
        "<p><a href=/9>« O9 E-Service</a> <a href=/11>O11 แผนการใช้จ่ายงบประมาณ »</a>"
    )
    assert found(read(matcher, body, of=("O10",))) == [("s", "O10")]


def test_an_address_with_a_code_outweighs_a_vague_heading(matcher: Matcher) -> None:
    match = read(matcher, "<h1>ข้อมูลที่เกี่ยวข้อง</h1><p><a href=/k.pdf>ตุลาคม</a>", "http://u.example/ita/o14-skr/")
    assert found(match) == [("/k.pdf", "O14")]
    assert match.links[0].unsure


def test_items_may_stand_side_by_side(matcher: Matcher) -> None:
    heads = "".join(f"<th>O{n}</th>" for n in (6, 7, 8))
    cells = "".join(f"<td><a href={n}>เปิด</a></td>" for n in (6, 7, 8))
    match = read(matcher, f"<table><tr>{heads}</tr><tr>{cells}</tr></table>")
    assert found(match) == [("6", "O6"), ("7", "O7"), ("8", "O8")]


def test_a_title_that_contradicts_its_code_is_for_a_person_to_confirm(matcher: Matcher) -> None:
    rows = [(6, "รายงานผลการปฏิบัติราชการประจำเดือน"), (7, "คู่มือการปฏิบัติงาน"), (9, "คู่มือการให้บริการประชาชน"), (10, "สถิติคดีอาญา")]
    table = "".join(f"<tr><td>O{n}<td>{title}<td><a href={n}>ดู</a>" for n, title in rows)
    match = read(matcher, f"<table>{table}</table>")
    assert found(match) == [("6", "O6"), ("7", "O7"), ("9", "O8"), ("10", "O10")]
    assert [link.item for link in match.links if link.unsure] == ["O8"]
    assert "numbered O9" in match.notes["O8"]


@pytest.mark.parametrize("count", [3, 8])
def test_a_menu_stands_in_only_where_it_names_as_many_items_as_a_list(matcher: Matcher, count: int) -> None:
    titles = [
        "โครงสร้างหน่วยงาน",
        "อำนาจหน้าที่",
        "กฎหมายที่เกี่ยวข้อง",
        "E-Service",
        "คู่มือประชาชน",
        "ข่าวประชาสัมพันธ์",
        "สขร.1",
        "No Gift Policy",
    ]
    menu = "".join(f"<li><a href=/m/{n}>{title}</a>" for n, title in enumerate(titles[:count]))
    page = parse_page("http://unit.example/", f"<nav><ul>{menu}</ul></nav><p>ข่าว</p>")
    match = matcher.match(page)
    assert match.links == ()
    assert len(match.menu) == count
    assert len(match.shown) == (count if count > 4 else 0)
    assert all(entry.unsure for entry in match.menu)
