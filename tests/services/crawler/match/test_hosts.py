"""Entries whose address tells what they are, whatever their words."""

import pytest

from services.crawler.match import Matcher
from services.crawler.page import parse_page
from shared.rubric import load_rubric

NAMES = ("โครงสร้าง", "อำนาจหน้าที่", "กฎหมายที่เกี่ยวข้อง", "ข่าวประชาสัมพันธ์", "คู่มือการปฏิบัติงาน")
LIST = "".join(f'<li><a href="/p{n}">{name}</a></li>' for n, name in enumerate(NAMES))


@pytest.fixture(scope="module")
def general() -> Matcher:
    return Matcher(load_rubric("2566-general"))


def _of(matcher: Matcher, address: str, words: str, *, in_menu: bool) -> list[str]:
    link = f'<a href="{address}">{words or "<img src=b.png>"}</a>'
    html = f"<nav><ul>{LIST}<li>{link}</ul></nav>" if in_menu else f"<ul>{LIST}</ul><div><p>{link}</p></div>"
    match = matcher.match(parse_page("http://unit.example/", f"<title>หน่วยงาน</title><body>{html}"))
    return [shown.item for shown in match.shown if shown.link.href == address]


@pytest.mark.parametrize("in_menu", [True, False])
@pytest.mark.parametrize(
    ("address", "words", "alien", "other"),
    [
        ("https://tm30.immigration.go.th/login", "ระบบ ๓๐", ["O9"], []),
        ("https://www.google.com/url?q=https%3A%2F%2Ftm47.immigration.go.th&sa=D", "90 วัน", ["O9"], []),
        ("https://eservice.unit.example/", "ระบบทะเบียนช่าง", ["O9"], ["O18"]),
        ("https://unit.example/booth/", "ระบบทะเบียนช่าง", [], []),
        ("https://www.facebook.com/unit", "เพจของเรา", [], ["O9"]),
        ("https://lin.ee/unit", "Line OA", [], ["O9"]),
        ("https://www.facebook.com/unit/posts/77", "เพจของเรา", [], []),
        ("https://www.facebook.com/sharer/sharer.php?u=x", "Facebook แชร์", [], []),
        ("https://unit.example/policy/nogift2567.php", "", ["O17"], ["O31"]),
        ("https://unit.example/policy/2567.php", "", [], []),
        ("https://www.facebook.com/library", "ห้องสมุดประชาชน", [], []),
    ],
)
def test_an_address_tells_the_item(
    matcher: Matcher, general: Matcher, address: str, words: str, alien: list[str], other: list[str], *, in_menu: bool
) -> None:
    network = not in_menu and other == ["O9"]
    assert _of(matcher, address, words, in_menu=in_menu) == (["O5"] if network else alien)
    assert _of(general, address, words, in_menu=in_menu) == other


def test_on_a_page_of_the_assessment_an_address_alone_tells_nothing(matcher: Matcher) -> None:
    link = "<div><p><a href=https://tm30.immigration.go.th/>ระบบ ๓๐</a></p></div>"
    body = f"<title>OIT 2567</title><body><ul>{LIST}</ul>{link}"
    match = matcher.match(parse_page("http://unit.example/ita/", body))
    assert "https://tm30.immigration.go.th/" not in [shown.link.href for shown in match.shown]


def test_a_network_by_its_name_is_nothing_else(matcher: Matcher) -> None:
    assert _of(matcher, "https://www.facebook.com/unit", "Facebook", in_menu=True) == []
