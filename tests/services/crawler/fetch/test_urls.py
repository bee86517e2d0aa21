from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.fetch import canonical_url
from services.crawler.fetch.problems import FetchFault
from services.crawler.fetch.urls import Target, parse_target, respelt, target_of

BASE = "https://unit.test/ita/page?id=3"


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("o1.pdf", "https://unit.test/ita/o1.pdf"),
        ("/o1", "https://unit.test/o1"),
        ("?id=4", "https://unit.test/ita/page?id=4"),
        ("//cdn.test/x", "https://cdn.test/x"),
        ("#top", "https://unit.test/ita/page?id=3"),
        ("HTTPS://Unit.TEST:443/A#b", "https://unit.test/A"),
        ("http://unit.test:8080", "http://unit.test:8080/"),
        ("http://user:pass@unit.test/", "http://unit.test/"),
        ("/a?utm_source=x&b=1&fbclid=y", "https://unit.test/a?b=1"),
        ("/a;jsessionid=99?PHPSESSID=1", "https://unit.test/a"),
        ("/ก ข.pdf", "https://unit.test/%E0%B8%81%20%E0%B8%82.pdf"),
        ("/%E0%B8%81", "https://unit.test/%E0%B8%81"),
        ("  /a\n", "https://unit.test/a"),
        ("http://ไทย.test/", "http://xn--o3cw4h.test/"),
        ("http://127.0.0.1:80\\@unit.test/", "http://127.0.0.1/@unit.test/"),
        ("files\\2567\\o7.pdf", "https://unit.test/ita/files/2567/o7.pdf"),
        ("..\\files\\o7.pdf?v=a\\b", "https://unit.test/files/o7.pdf?v=a%5Cb"),
    ],
)
def test_one_spelling_for_one_page(url: str, meant: str) -> None:
    assert canonical_url(url, BASE) == meant


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@b.test",
        "javascript:void(0)",
        "tel:042",
        "data:text/html,x",
        "https://",
        "http://[",
        "ftp://x.test/",
    ],
)
def test_what_is_no_page(url: str) -> None:
    assert canonical_url(url, BASE) is None


@given(st.text(max_size=60))
def test_a_canonical_address_stays_as_it_is(text: str) -> None:
    once = canonical_url(text, BASE)
    assert once is None or canonical_url(once) == once


ORIGINS = (
    "http://unit.test",
    "https://unit.test:443",
    "http://UNIT.test",
    "http://[::1]",
    "http://a@b.test",
    "http://x:99999",
)
PARTS = (
    *("/", "/", "a", "b.pdf", ".", "..", "?", "?", "#", "%20", "%e0", ";", "=", "~", "-", "_", "\n", "ก"),
    *("&", "utm_source=x", "sid", "q=http", "url?", ":", "id=1"),
)


@given(st.sampled_from(ORIGINS), st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
def test_what_is_taken_as_it_stands_needs_no_other_spelling(origin: str, path: str) -> None:
    url = f"{origin}/{path}"
    assert canonical_url(url) == respelt(url)
    assert _read_by(parse_target, url) == _read_by(target_of, url)


def _read_by(way: Callable[[str], Target], url: str) -> Target | str:
    try:
        return way(url)
    except FetchFault as fault:
        return fault.kind
