"""Matching on whole pages. Every link in ``pages/*.html`` says by ``data-label`` which items it belongs to.

A label ``O1@2566`` means: item O1, but in a part of the page about 2566.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from services.crawler.match import Matcher
from services.crawler.match.years import other_year
from services.crawler.page import parse_page

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
YEAR = 2567


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


def matched(matcher: Matcher, html: str) -> Iterator[tuple[str, str]]:
    found = re.search(r"<!-- url: (\S+) -->", html)
    assert found
    for match in matcher.match(parse_page(found[1], html)).links:
        year = other_year(match.years, YEAR)
        yield match.link.href, match.item + (f"@{year}" if year else "")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_pages_links_go_to_their_items(path: Path, matcher: Matcher) -> None:
    html = path.read_text(encoding="utf-8")
    expected, actual = labelled(html), set(matched(matcher, html))
    assert not expected - actual, f"missed: {sorted(expected - actual)}"
    assert not actual - expected, f"wrong: {sorted(actual - expected)}"


def test_precision_and_recall_over_all_pages(matcher: Matcher) -> None:
    right = wrong = missed = 0
    for path in PAGES:
        html = path.read_text(encoding="utf-8")
        expected, actual = labelled(html), set(matched(matcher, html))
        right, wrong, missed = (
            right + len(expected & actual),
            wrong + len(actual - expected),
            missed + len(expected - actual),
        )
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97
