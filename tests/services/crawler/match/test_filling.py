"""Lists whose makers word every title anew: entries told by their neighbours, their words and their links."""

import pytest

from services.crawler.match import Matcher, PageMatch
from services.crawler.match.mark import BY_NEIGHBOURS
from services.crawler.page import parse_page
from shared.rubric import load_rubric

MATCHER = Matcher(load_rubric("2567-provincial-immigration"))


def match(body: str, title: str = "ITA 2567") -> PageMatch:
    return MATCHER.match(parse_page("http://unit.example/list", f"<title>{title}</title><body>{body}"))


def found(body: str, title: str = "ITA 2567") -> list[tuple[str, str]]:
    return [(each.link.href, each.item) for each in match(body, title).links]


def heads(*titles: str, link: str = "เปิด") -> str:
    return "".join(f'<div class=h>{title}</div><p><a href="{n}">{link}</a></p>' for n, title in enumerate(titles))


def entries(*titles: str) -> str:
    return "<ul>" + "".join(f'<li><a href="{n}">{title}</a></li>' for n, title in enumerate(titles)) + "</ul>"


LIST = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "คู่มือเจ้าหน้าที่ที่ทำงาน", "คู่มือการให้บริการประชาชน", "E-Service")


@pytest.mark.parametrize("layout", [heads, entries])
def test_an_entry_between_two_known_ones_is_the_item_between_them(layout: object) -> None:
    words = [*LIST[:3], "ที่ทำการอยู่ตรงไหน โทรหาเราเบอร์อะไร", *LIST[4:]]
    assert found(layout(*words))[3] == ("3", "O4")  # type: ignore[operator]


def test_what_neighbours_tell_is_for_a_person_to_confirm() -> None:
    links = match(heads(*LIST[:3], "ที่ทำการอยู่ตรงไหน โทรหาเราเบอร์อะไร", *LIST[4:])).links
    told = next(each for each in links if each.item == "O4")
    assert told.unsure
    assert BY_NEIGHBOURS in told.why


def test_that_is_no_note_of_codes_and_titles_that_differ() -> None:
    assert match(heads(*LIST[:3], "ที่ทำการอยู่ตรงไหน โทรหาเราเบอร์อะไร", *LIST[4:])).notes == {}


def test_words_of_quite_another_thing_are_no_item_between_any_neighbours() -> None:
    assert "3" not in dict(found(entries(*LIST[:3], "ดาวน์โหลดฟอนต์ตัวอักษร", *LIST[4:])))


def test_what_heads_no_item_takes_no_links_from_the_head_before() -> None:
    items = dict(found(heads(*LIST[:3], "เพลงมาร์ชประจำหน่วย", *LIST[4:])))
    assert items.get("3") not in {"O4", "O5"}


def test_the_links_of_a_head_say_what_it_is() -> None:
    body = heads(*LIST[:5]) + '<div class=h>ทำเองที่บ้าน</div><p><a href="x">ยื่นคำขออยู่ต่อออนไลน์</a></p>' + heads("สถิติคดีอาญา")
    assert ("x", "O9") in found(body)


def test_a_list_that_follows_no_order_tells_nothing() -> None:
    mixed = ("E-Service", "โครงสร้าง", "คู่มือการให้บริการประชาชน", "สมุดโทรศัพท์และทางมาหา", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง")
    assert not any(BY_NEIGHBOURS in each.why for each in match(entries(*mixed)).links)


def test_at_the_end_of_a_list_of_another_page_nothing_is_told() -> None:
    titles = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข้อมูลการติดต่อ", "ข่าวประชาสัมพันธ์")
    links = match(entries(*titles, "บัญชีพาหนะกับสิ่งของที่ยึดมา"), "หน่วยงานของเรา").links
    assert not any(BY_NEIGHBOURS in each.why for each in links)


def test_under_another_years_numbers_a_code_and_its_neighbours_are_enough() -> None:
    rows = [
        (17, "ประกาศเจตนารมณ์ต่อต้านการรับสินบน"),
        (18, "หัวหน้าตรวจคนเข้าเมืองร่วมกิจกรรม"),
        (18, "การประเมินความเสี่ยงต่อการรับสินบน"),
        (19, "รายงานผลการจัดการความเสี่ยงต่อการรับสินบน"),
        (20, "คู่มือมาตรฐานทางจริยธรรม"),
    ]
    body = "".join(f'<h3>O{code} {title}</h3><p><a href="{n}">ไฟล์</a></p>' for n, (code, title) in enumerate(rows))
    assert found(body) == [(str(n), f"O{17 + n}") for n in range(5)]


def test_a_table_in_a_cell_is_of_the_words_before_it() -> None:
    months = "<table><tr><td><a href=m1>ต.ค.66</a><td><a href=m2>พ.ย.66</a></table>"
    titles = "".join(
        f"<tr><td><a href={n}>{title}</a>"
        for n, title in enumerate(("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข้อมูลการติดต่อ", "ข่าวประชาสัมพันธ์"))
    )
    body = f"<table>{titles}<tr><td>ผลการปฏิบัติราชการแต่ละเดือน{months}<tr><td><a href=9>คู่มือเจ้าหน้าที่</a></table>"
    assert {("m1", "O6"), ("m2", "O6")} <= set(found(body))
