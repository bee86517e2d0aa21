"""Addresses made absolute; most are paths that stand in them as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.page.attributes import absolute, resolved

BASES = (
    "http://h:80/x/y?z",
    "https://a.b/",
    "http://:80/x",
    "ftp://h/",
    "http://h",
    "https://u@h:1/q#f",
    "http://[::1]/p",
    "",
)
PARTS = ("/", "/", "a", "b.pdf", ".", "..", "?", "#", "&", "=", "%20", " ", "ก", ";", ":", "~", "-", "_")


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_a_path_that_is_taken_as_it_stands_is_what_all_rules_make_of_it(base: str, path: str) -> None:
    assert absolute(base, f"/{path}") == resolved(base, f"/{path}")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/ita/o1.pdf?v=2", "https://a.b/ita/o1.pdf?v=2"),
        ("/ita/../o1", "https://a.b/o1"),
        ("//c.d/x", "https://c.d/x"),
        ("x", "https://a.b/ita/x"),
        ("mailto:a@b.c", ""),
        ("files\\o7.pdf", "https://a.b/ita/files/o7.pdf"),
        ("..\\files\\o7.pdf#a\\b", "https://a.b/files/o7.pdf#a\\b"),
        ("\\files\\o7.pdf", "https://a.b/files/o7.pdf"),
        ("C:\\web\\o7.pdf", ""),
        ("javascript:go('a\\nb')", ""),
    ],
)
def test_links_of_a_page(href: str, url: str) -> None:
    assert absolute("https://a.b/ita/?page=1", href) == url
