"""Matching on whole pages. Every link in ``pages/*.html`` says by ``data-label`` which items it belongs to.

A label ``O1@2566`` means: item O1, but in a part of the page about 2566.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from services.crawler.match import Matcher
from services.crawler.match.years import other_year
from services.crawler.page import parse_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))

#: By the name of a rubric: how to match by it, and its fiscal year.
Matchers = dict[str, tuple[Matcher, int]]


@pytest.fixture(scope="module")
def matchers(matcher: Matcher, general: Matcher) -> Matchers:
    return {"immigration": (matcher, 2567), "general": (general, 2566)}


def labelled(html: str) -> set[tuple[str, str]]:
    nodes = LexborHTMLParser(html).css("[data-label]")
    addresses = (node.attributes.get("href") or _clicked(node.attributes.get("onclick") or "") for node in nodes)
    return {
        (address, label)
        for address, node in zip(addresses, nodes, strict=True)
        for label in (node.attributes["data-label"] or "").split()
    }


def _clicked(script: str) -> str:
    found = re.search(r"'([^']+)'", script)
    return found[1] if found else ""


def matched(matchers: Matchers, html: str) -> Iterator[tuple[str, str]]:
    name = "general" if "<!-- rubric: general -->" in html else "immigration"
    matcher, fiscal_year = matchers[name]
    found = re.search(r"<!-- url: (\S+) -->", html)
    assert found
    for match in matcher.match(parse_page(found[1], html)).links:
        year = other_year(match.years, fiscal_year)
        yield match.link.href, match.item + (f"@{year}" if year else "")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_pages_links_go_to_their_items(path: Path, matchers: Matchers) -> None:
    html = path.read_text(encoding="utf-8")
    expected, actual = labelled(html), set(matched(matchers, html))
    assert not expected - actual, f"missed: {sorted(expected - actual)}"
    assert not actual - expected, f"wrong: {sorted(actual - expected)}"


PARTS = st.sampled_from(
    [
        *("<table>", "<tr>", "<td rowspan=3>", "</td>", "</tr>", "</table>", "<ul>", "<li>", "</ul>", "<h3>", "</h3>"),
        *("<p>", "<br>", "<div class=card>", "</div>", "<div id=t>", "<iframe src=/f>", "2566", "ตัวชี้วัดที่ 9"),
        *("O1", "O1-O12", "๐๒", "010", "O99", "MOIT1", "กฎหมายที่เกี่ยวข้อง", "E-Service"),
        *("<a href=#>ดู</a>", "<a href=http://[x>ดู</a>", "<a href=/o3>ลิงก์</a>"),
        *("<a data-toggle=tab href=#t>2567</a>", "<button onclick=\"window.open('/z')\">ก</button>"),
    ]
)


@given(st.lists(PARTS, max_size=60))
def test_any_page_can_be_matched(matcher: Matcher, parts: list[str]) -> None:
    page = parse_page("http://unit.example/ita-2567/", " ".join(parts))
    match = matcher.match(page)
    presented = {id(link) for link in page.links}
    assert all(id(found.link) in presented and 0 < found.confidence <= 1 for found in match.links)
    assert not {id(link) for link in match.loose} & {id(found.link) for found in match.links}


def test_precision_and_recall_over_all_pages(matchers: Matchers) -> None:
    right = wrong = missed = 0
    for path in PAGES:
        html = path.read_text(encoding="utf-8")
        expected, actual = labelled(html), set(matched(matchers, html))
        right, wrong, missed = (
            right + len(expected & actual),
            wrong + len(actual - expected),
            missed + len(expected - actual),
        )
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97
