"""Months under a heading of monthly summaries."""

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from tests.services.crawler.match.pages import found

NAMES = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "E-Service", "คู่มือการปฏิบัติงาน")


def _months(matcher: Matcher, heading: str, month: str) -> list[str]:
    entries = "".join(f'<h3>มาตรา {n}</h3><ul><li><a href="/p{n}">{name}</a></li></ul>' for n, name in enumerate(NAMES))
    links = f"<li><a href=/a>ประกาศจัดซื้อจัดจ้าง ปี 2567</a></li><li><a href=/m>{month}</a></li>"
    html = f"<title>ศูนย์ข้อมูล</title><body>{entries}<h3>{heading}</h3><ul>{links}</ul>"
    return [item for href, item in found(matcher.match(parse_page("http://unit.example/oic", html))) if href == "/m"]


def test_a_month_below_a_link_is_of_the_summaries_that_the_heading_speaks_of(matcher: Matcher) -> None:
    heading = "ประกาศประกวดราคา และผลการจัดซื้อจัดจ้าง (สขร.1)"
    for month in ("ต.ค. 2566", "มกราคม ๒๕๖๗", "พ.ย.66"):
        assert _months(matcher, heading, month) == ["O14"]
    assert _months(matcher, "ข้อมูลอื่น", "ต.ค. 2566") == ["O13"]
    assert _months(matcher, heading, "รายละเอียด") == ["O13"]
