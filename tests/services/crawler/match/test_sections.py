"""Pages of one part of the assessment: fewer items than a list has, under the part's own title."""

import pytest

from services.crawler.match import Matcher, PageMatch
from services.crawler.match.sections import Sections
from services.crawler.page import parse_page
from shared.rubric import load_rubric

IMMIGRATION, GENERAL = load_rubric("2567-provincial-immigration"), load_rubric("2566-general")
BUDGET = (
    "แผนการใช้จ่ายงบประมาณประจำปี 2567",
    "ข้อมูลเงินกองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา",
    "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้าง",
    "สรุปผลการจัดซื้อจัดจ้างรายเดือน",
)


def match(heading: str, titles: tuple[str, ...] = BUDGET) -> PageMatch:
    rows = "".join(f'<h3>{title}</h3><p><a href="/f/{n}.pdf">ดาวน์โหลด</a></p>' for n, title in enumerate(titles))
    page = parse_page("http://unit.example/budget", f"<title>ตม.จว.ตัวอย่าง</title><h1>{heading}</h1>{rows}")
    return Matcher(IMMIGRATION).match(page)


@pytest.mark.parametrize("heading", ["9.3 การบริหารเงินงบประมาณ", "การบริหารเงินงบประมาณ ประจำปีงบประมาณ พ.ศ. 2567"])
def test_a_part_of_the_assessment_lists_its_few_items(heading: str) -> None:
    assert [(each.link.href, each.item) for each in match(heading).links] == [
        (f"/f/{n}.pdf", item) for n, item in enumerate(("O11", "O12", "O13", "O14"))
    ]


def test_so_few_titles_under_another_heading_do_not() -> None:
    assert match("เอกสารเผยแพร่").links == ()


def test_nor_do_titles_of_other_parts() -> None:
    assert match("การบริหารเงินงบประมาณ", ("โครงสร้าง", "กฎหมายที่เกี่ยวข้อง", "ข้อมูลการติดต่อ")).links == ()


@pytest.mark.parametrize(
    ("rubric", "heading", "items"),
    [
        (IMMIGRATION, "ตัวชี้วัดย่อยที่ ๙.๓ การบริหารเงินงบประมาณ", {"O11", "O12", "O13", "O14"}),
        (GENERAL, "9.3 การจัดซื้อจัดจ้าง", {"O19", "O20", "O21", "O22"}),
        (GENERAL, "ตัวชี้วัดย่อย 9.5: การส่งเสริมความโปร่งใส", {"O27", "O28", "O29", "O30"}),
        (GENERAL, "จัดซื้อจัดจ้างวัสดุสำนักงาน", set()),
        (IMMIGRATION, "", set()),
    ],
)
def test_which_items_a_part_has(rubric: object, heading: str, items: set[str]) -> None:
    assert Sections(rubric).headed(heading) == items  # type: ignore[arg-type]


def test_a_part_called_like_an_item_is_the_item() -> None:
    item = next(item for item in GENERAL.items if item.id == "O42")
    assert Sections(GENERAL).headed(item.title.th) == frozenset()
