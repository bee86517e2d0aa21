"""What heads a box of news is told by cheap looks first, and as one search for all of it tells it."""

import pytest

from services.crawler.match.news import _NEWS, heads_news


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("ข่าวประชาสัมพันธ์", True),
        ("ภาพกิจกรรม", True),
        ("News", True),
        ("NEWS & EVENTS", True),
        ("new\u017f", True),
        ("Activities", True),
        ("act\u0131v\u0131ties", True),
        ("ศูนย์ข้อมูลข่าวสาร", False),
        ("newsletter", False),
        ("view", False),
        ("แผนการใช้จ่ายงบประมาณ", False),
        ("", False),
    ],
)
def test_boxes_of_news(text: str, heads: bool) -> None:
    assert (heads_news(text), _NEWS.search(text) is not None) == (heads, heads)
