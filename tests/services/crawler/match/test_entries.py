"""What menus of public bodies say, each entry judged by a person: the item that it names, or none.

The tables (``entries/*.csv``) hold wordings gathered from public menus and footers of schools, hospitals,
municipalities, departments and the police, for every rubric; those on which people differ were left out.
"""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.match import Matcher, PageMatch
from services.crawler.match.families import families_of
from services.crawler.match.keys import variants
from services.crawler.match.trimmings import is_division, trimmed
from services.crawler.page import parse_page
from shared.rubric import available_rubrics, load_rubric

TABLES = Path(__file__).parent / "entries"
#: Other titles around the entry that is tried, which make the menu one of several items.
NEIGHBOURS = ("ข้อมูลการติดต่อ", "โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "E-Service", "คู่มือการปฏิบัติงาน")


@cache
def matcher_of(rubric: str) -> Matcher:
    return Matcher(load_rubric(rubric))


def rows(rubric: str) -> list[tuple[str, str]]:
    """The item, or ``none``, and the entry of each line of a table."""
    with (TABLES / f"{rubric}.csv").open(encoding="utf-8") as table:
        return [(line["item"], line["entry"]) for line in csv.DictReader(table)]


def in_menu(rubric: str, *entries: str, before: str = "") -> PageMatch:
    links = "".join(f'<a href="/{n}">{entry}</a>' for n, entry in enumerate(entries))
    return matcher_of(rubric).match(parse_page("http://unit.example/", f"<nav>{links}</nav>{before}<p>ยินดีต้อนรับ"))


def shown(match: PageMatch) -> list[tuple[str, str]]:
    return [(entry.link.href, entry.item) for entry in match.shown]


def item_of(rubric: str, entry: str) -> str:
    """The item that the entry names in a menu of several items; ``none`` if none."""
    found = shown(in_menu(rubric, *NEIGHBOURS, entry))
    return next((item for href, item in found if href == f"/{len(NEIGHBOURS)}"), "none")


def test_every_rubric_has_a_table() -> None:
    assert {file.stem for file in TABLES.glob("*.csv")} == set(available_rubrics())
    assert all(len(rows(rubric)) > 1000 for rubric in available_rubrics())


@pytest.mark.parametrize("rubric", available_rubrics())
def test_each_entry_names_its_item_in_a_menu(rubric: str) -> None:
    wrong = [(item, entry, found) for item, entry in rows(rubric) if (found := item_of(rubric, entry)) != item]
    assert wrong == []


@given(
    before=st.sampled_from(("", "ดู", "ข้อมูล", "ระบบ", "» ")),
    entry=st.sampled_from(("คณะผู้บริหาร", "กฎหมายที่เกี่ยวข้อง", "โครงสร้างหน่วยงาน", "กระดานสนทนา", "แจ้งเบาะแสการทุจริต")),
    behind=st.sampled_from(("", "ทั้งหมด", "เพิ่มเติม", "ของเรา", " MORE INFO", "จังหวัดนครพนม", "ศูนย์ฝึกอบรม")),
)
def test_what_stands_around_a_title_changes_nothing(before: str, entry: str, behind: str) -> None:
    assert item_of("2566-general", f"{before}{entry}{behind}") == item_of("2566-general", entry) != "none"


@given(
    words=st.permutations(("กฎ", "ระเบียบ", "ข้อบังคับ", "ประกาศ", "คำสั่ง")),
    between=st.sampled_from((" ", "/", " และ", ", ")),
    behind=st.sampled_from(("", "ที่เกี่ยวข้อง", "ต่าง ๆ")),
)
def test_words_of_one_family_say_the_same_in_any_order(words: list[str], between: str, behind: str) -> None:
    assert item_of("2566-general", between.join(words) + behind) == "O6"


@pytest.mark.parametrize(
    "text",
    [
        "ประกาศ คำสั่ง",  # nothing of what the family needs
        "กฎหมายประชาชน",  # a word that is none of the family's
        "กฎบัตร",
        "ข่าวผู้บริหาร",
        "กฎหมาย" * 20,
    ],
)
def test_words_of_no_family_are_none(text: str) -> None:
    assert list(families_of(variants(text))) == []


def test_divisions_are_called_after_what_they_do() -> None:
    assert all(map(is_division, ("สำนักประชาสัมพันธ์", "กองกฎหมาย", "» ฝ่ายบริหารงานบุคคล", "งานพัสดุ", "แผนกวิชาช่าง")))
    titles = ("สำนักงาน", "กองทุน", "แผนการจัดซื้อจัดจ้าง", "แผนกลยุทธ์", "กลยุทธ์", "ผู้บริหาร")
    assert not any(map(is_division, titles))


def test_trimmings_leave_what_they_are_around() -> None:
    assert "ติดต่อเรา" in trimmed("ติดต่อเรา CONTACT US")
    assert "คณะผู้บริหาร" in trimmed("ดูข้อมูลคณะผู้บริหารทั้งหมด")
    assert list(trimmed("โครงสร้าง")) == ["โครงสร้าง"]


LAWS = ("พ.ร.บ. โรคติดต่อ 2558", "พระราชบัญญัติสาธารณสุข พ.ศ. 2535", "ระเบียบกระทรวงการคลังว่าด้วยการเบิกจ่าย")


@pytest.mark.parametrize("number", [2, 3])
def test_laws_side_by_side_are_the_laws_items(number: int) -> None:
    found = shown(in_menu("2566-general", *LAWS[:number], "โครงสร้าง"))
    assert found == [*((f"/{n}", "O6") for n in range(number)), (f"/{number}", "O1")]


def test_one_law_alone_may_stand_under_anything() -> None:
    found = shown(in_menu("2566-general", "โครงสร้าง", LAWS[0], "คณะผู้บริหาร", "พระราชบัญญัติ", "ปฏิทิน"))
    assert found == [("/0", "O1"), ("/2", "O2")]


def test_a_start_pages_content_may_repeat_its_menu() -> None:
    names = ("โครงสร้าง", "คณะผู้บริหาร", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์", "ติดต่อเรา")
    boxes = "".join(f'<li><a href="/b{n}">{name}</a>' for n, name in enumerate(names[:5]))
    found = shown(in_menu("2566-general", *names, before=f"<ul>{boxes}</ul>"))
    assert [href for href, _ in found] == [*(f"/b{n}" for n in range(5)), *(f"/{n}" for n in range(6))]


def test_a_list_of_more_items_than_the_menu_has_is_no_menu() -> None:
    menu = ("โครงสร้าง", "คณะผู้บริหาร", "ติดต่อเรา")
    titles = [item.title.th for item in load_rubric("2566-general").items]
    entries = "".join(f'<li><a href="/b{n}">{title}</a>' for n, title in enumerate(titles))
    found = shown(in_menu("2566-general", *menu, before=f"<ul>{entries}</ul>"))
    assert [href for href, _ in found] == [f"/b{n}" for n in range(len(titles))]


def test_entries_of_a_site_map_may_be_composed_of_a_titles_words() -> None:
    names = (
        "โครงสร้าง",
        "ข้อมูลผู้บริหาร",
        "อำนาจหน้าที่",
        "E-Service",
        "แผนการจัดซื้อจัดจ้าง",
        "ร่างเอกสารสอบราคาและประกวดราคา",
        "บทความ",
    )
    entries = "".join(f'<li><a href="/{n}">{name}</a>' for n, name in enumerate(names))
    match = matcher_of("2566-general").match(parse_page("http://unit.example/map", f"<ul>{entries}</ul>"))
    assert [(each.link.href, each.item, each.unsure) for each in match.links][-1] == ("/5", "O20", True)


@pytest.mark.parametrize(("heading", "owns"), [("<h3>ผู้บริหาร</h3>", False), ("<h1>ข้อมูลผู้บริหาร</h1>", True)])
def test_a_low_heading_of_a_usual_name_is_a_boxs(heading: str, *, owns: bool) -> None:
    page = parse_page("http://unit.example/page/7", f"<title>โรงเรียน</title>{heading}<a href=x>ประวัติโรงเรียน</a>")
    match = matcher_of("2566-general").match(page)
    assert [(each.link.href, each.item) for each in match.links] == ([("x", "O2")] if owns else [])


def test_kinds_of_laws_stand_beside_each_other_or_beside_laws_as_such(matcher: Matcher) -> None:
    def items(*entries: str) -> list[str]:
        menu = "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate((*entries, "ติดต่อเรา")))
        match = matcher.match(parse_page("http://unit.example/", f"<nav><ul>{menu}</ul></nav>"))
        return [entry.link.text for entry in match.menu if entry.item == "O3"]

    assert items("พระราชบัญญัติ", "พระราชกฤษฎีกา", "ระเบียบกรม") == ["พระราชบัญญัติ", "พระราชกฤษฎีกา", "ระเบียบกรม"]
    assert items("กฎหมายที่เกี่ยวข้อง", "เทศบัญญัติ") == ["กฎหมายที่เกี่ยวข้อง", "เทศบัญญัติ"]
    assert items("โครงสร้าง", "เทศบัญญัติ") == []
