"""Links that differ in nothing but the year."""

import pytest

from services.crawler.match import Matcher
from services.crawler.page import parse_page

REPORT = "O6 รายงานผลการปฏิบัติราชการประจำเดือน"


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [
        (f"{REPORT} ปี 2567", f"{REPORT} ปี 2566", [2567, 2566]),
        (f"{REPORT} ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", f"{REPORT} ปีงบ 66", [2567, 2566]),
        (f"{REPORT} ปี 2566", f"{REPORT} ปี 2565", []),
        (f"{REPORT} ปี 2567", "O6 ผลงานเด่นที่หน่วยภูมิใจ ปี 2566", []),
        (f"{REPORT} มกราคม ปี 2567", f"{REPORT} ตุลาคม ปี 2566", []),
        ("O3 ระเบียบการตรวจ พ.ศ. 2567", "O3 ระเบียบการตรวจ พ.ศ. 2566", []),
    ],
)
def test_of_links_alike_but_for_the_year_each_is_of_its_own(
    matcher: Matcher, one: str, other: str, years: list[int]
) -> None:
    links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate((one, other)))
    page = parse_page("http://unit.example/ita/", f"<ul><li><a href=/1>O1 โครงสร้าง</a></li>{links}</ul>")
    match = matcher.match(page)
    assert [year for link in match.links for year in link.years] == years


def _shown(matcher: Matcher, *texts: str, head: str = "") -> dict[str, list[int]]:
    """The years of the links of these words on a page that is not about the assessment, beside a list."""
    names = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "E-Service", "คู่มือการปฏิบัติงาน")
    entries = "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate((*names, *texts)))
    page = parse_page("http://unit.example/map", f"{head}<ul>{entries}</ul>")
    return {link.link.text: sorted(link.years) for link in matcher.match(page).shown if link.link.text in texts}


@pytest.mark.parametrize(
    ("right", "other", "years"),
    [
        ("No Gift Policy 2567", "ประกาศเจตนารมณ์ No Gift Policy ปี 2564", [2564]),
        ("สขร.1 ปีงบ 67", "สขร.1 2563-2565", [2563, 2564, 2565]),
        ("รายงานผลการปฏิบัติราชการ ต.ค.66", "รายงานผลการปฏิบัติราชการ ปี 2566 (รวม)", [2566]),
        ("รายงานผลการปฏิบัติราชการ ต.ค.66", "รายงานผลการปฏิบัติราชการ ม.ค.67", []),
        ("สถิติคดีอาญา 2567", "สถิติคดีอาญา 2565-2569", []),
        ("พ.ร.บ.คนเข้าเมือง 2567", "พ.ร.บ.คนเข้าเมือง 2522", []),
        ("สถิติคดีอาญา 2566", "สถิติคดีอาญา 2565", []),
    ],
)
def test_of_an_items_links_those_of_other_years_are_of_these_beside_one_of_the_right(
    matcher: Matcher, right: str, other: str, years: list[int]
) -> None:
    shown = _shown(matcher, right, other)
    assert shown.get(other, []) == years
    assert not shown.get(right)


def test_entries_of_menus_have_their_years_too(matcher: Matcher) -> None:
    names = ("โครงสร้าง", "อำนาจหน้าที่", "No Gift Policy 2567", "No Gift Policy 2568")
    menu = "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate(names))
    match = matcher.match(parse_page("http://unit.example/", f"<nav><ul>{menu}</ul></nav>"))
    assert [sorted(entry.years) for entry in match.menu] == [[], [], [], [2568]]


def test_the_year_of_a_box_that_has_the_first_heading_is_not_the_pages(matcher: Matcher) -> None:
    posts = "<h2>ประชุมประจำเดือน 20 พฤศจิกายน 2568</h2><p>ข้อความ</p><h2>ลิงก์</h2>"
    assert _shown(matcher, "No Gift Policy", head=posts) == {"No Gift Policy": []}
    assert _shown(matcher, "No Gift Policy", head="<h1>ข้อมูลปีงบประมาณ 2566</h1>") == {"No Gift Policy": [2566]}
