"""One spelling for one link, and the same one as the crawler's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.fetch import canonical_url
from shared.links import canonical_link

PARTS = st.lists(st.sampled_from([*"abcก/?&=;#+", "%e0%b8%81", "%20", "utm_id=1", "sid=2"]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://Example.GO.th:80", "http://example.go.th/"),
        ("https://x.go.th/ita#o3", "https://x.go.th/ita"),
        ("https://x.go.th/ita?utm_source=a&id=7&PHPSESSID=b", "https://x.go.th/ita?id=7"),
        ("https://x.go.th/a;jsessionid=1?b=2", "https://x.go.th/a?b=2"),
        ("https://x.go.th/ข้อ 3", "https://x.go.th/%E0%B8%82%E0%B9%89%E0%B8%AD%203"),
        ("https://x.go.th/files\\o7.pdf", "https://x.go.th/files/o7.pdf"),
        ("http://x.go.th:8080/", "http://x.go.th:8080/"),
    ],
)
def test_what_does_not_change_the_page_is_left_out(written: str, canonical: str) -> None:
    assert canonical_link(written) == canonical


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Port"):
        canonical_link("http://x.go.th:notaport/")


@given(PARTS)
def test_it_is_a_fixed_point_and_the_crawler_finds_the_same_page(path: str) -> None:
    written = f"https://x.go.th/{path}"
    once = canonical_link(written)
    assert canonical_link(once) == once
    assert canonical_url(once) == canonical_url(written)
