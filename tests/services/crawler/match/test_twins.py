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
