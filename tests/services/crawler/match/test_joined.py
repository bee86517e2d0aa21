"""Entries that join two items, one the next of the other."""

import pytest

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from shared.rubric import load_rubric

MATCHER = Matcher(load_rubric("2566-general"))


def items(entry: str, *others: str) -> set[str]:
    titles = ("โครงสร้าง", "อำนาจหน้าที่", "ข้อมูลการติดต่อ", "ข่าวประชาสัมพันธ์", "E-Service", *others)
    rows = "".join(f"<tr><td>{title}<td><a href={n}>เปิด</a>" for n, title in enumerate((*titles, entry)))
    page = parse_page("http://unit.example/list", f"<title>ITA 2566</title><table>{rows}</table>")
    return {each.item for each in MATCHER.match(page).links if each.link.href == str(len(titles))}


@pytest.mark.parametrize(
    "entry",
    [
        "การประเมินความเสี่ยงการทุจริตประจำปี และการจัดการความเสี่ยงการทุจริต",
        "ประเมินความเสี่ยงการทุจริต พร้อมทั้งการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
    ],
)
def test_an_entry_may_be_of_an_item_and_the_next(entry: str) -> None:
    assert items(entry) == {"O34", "O35"}


def test_not_where_the_next_has_an_entry_of_its_own() -> None:
    entry = "ผลประเมินความเสี่ยงการทุจริต พร้อมการจัดการความเสี่ยงการทุจริตปีนี้"
    assert len(items(entry)) == 2
    assert len(items(entry, "การประเมินความเสี่ยงการทุจริต", "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต")) < 2


def test_nor_where_what_is_joined_is_another_thing() -> None:
    assert items("การประเมินความเสี่ยงการทุจริตประจำปี และภาพถ่าย") == {"O34"}
