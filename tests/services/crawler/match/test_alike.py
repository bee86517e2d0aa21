"""Boxes whose links are mostly one item's."""

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from shared.rubric import load_rubric

MATCHER = Matcher(load_rubric("2566-general"))
LIST = ("โครงสร้าง", "อำนาจหน้าที่", "ข้อมูลการติดต่อ", "ข่าวประชาสัมพันธ์", "E-Service")


def found(more: str, title: str = "ITA 2566") -> dict[str, str]:
    rows = "".join(f'<h3>{title}</h3><p><a href="{n}">เปิด</a></p>' for n, title in enumerate(LIST))
    page = parse_page("http://unit.example/list", f"<title>{title}</title><body>{rows}{more}")
    return {each.link.href: each.item for each in MATCHER.match(page).links}


def box(*names: str) -> str:
    return (
        '<h3>ของที่ต้องรู้</h3><div class="group">'
        + "".join(f'<a href="b{n}">{name}</a>' for n, name in enumerate(names))
        + "</div>"
    )


ACTS = ("พ.ร.บ. เทศบาล ๒๔๙๖", "พ.ร.บ. ภาษีป้าย ๒๕๑๐", "พ.ร.บ. ควบคุมอาคาร ๒๕๒๒", "พระราชบัญญัติการสาธารณสุข พ.ศ. ๒๕๓๕")


RULES = tuple(f"ระเบียบว่าด้วย{what} พ.ศ. 2560" for what in ("การลา", "เงินเดือน", "วินัย", "การฝึกอบรม"))


def test_acts_side_by_side_are_the_laws_and_so_is_what_stands_among_them() -> None:
    items = found(box(*ACTS, "เทศบัญญัติ การเลี้ยงสัตว์"))
    assert {items.get(f"b{n}") for n in range(5)} == {"O6"}


def test_two_acts_are_too_few() -> None:
    assert "b2" not in found(box(*ACTS[:2], "แนวเขตของเทศบาล", "ตลาดสด"))


def test_what_surely_is_something_else_stays_so() -> None:
    items = found(box(*ACTS, "แผนการจัดซื้อจัดจ้าง ปี 2566"))
    assert items.get("b4") != "O6"


def test_under_the_head_of_another_item_they_are_its() -> None:
    rules = box(*RULES).removeprefix("<h3>ของที่ต้องรู้</h3>")
    body = f"<h3>หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล</h3>{rules}<h3>No Gift Policy</h3><p><a href=z>เปิด</a></p>"
    assert {found(body)[f"b{n}"] for n in range(4)} == {"O25"}


def test_where_codes_name_the_items_boxes_say_nothing() -> None:
    rows = "".join(f'<p><a href="{n}">O{n} ไฟล์</a></p>' for n in range(1, 5))
    page = parse_page("http://unit.example/list", f"<title>ITA 2566</title>{rows}{box(*ACTS)}")
    assert {each.item for each in MATCHER.match(page).links} == {"O1", "O2", "O3", "O4"}
