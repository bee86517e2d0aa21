"""Boxes of news: what stands above them, and what leads from some of the news to all."""

import re

#: What the law calls information is no news.
_NEWS = re.compile(r"(?<!ข้อมูล)ข่าว|กิจกรรม|\bnews\b|activit", re.IGNORECASE)
#: What any of them has, one or the other: to look for these is many times cheaper than to search for words in any case.
_IN_NEWS = ("ข่าว", "กิจกรรม", "w", "W", "v", "V")
_ALL_OF_IT = re.compile(r"ทั้งหมด|ย้อนหลัง|\b(?:view|read) all\b|\ball news\b", re.IGNORECASE)


def heads_news(text: str) -> bool:
    """Whether the text heads a box of news."""
    return any(part in text for part in _IN_NEWS) and _NEWS.search(text) is not None


def is_all_of_it(text: str) -> bool:
    """Whether the text leads from some entries of a box to all."""
    return _ALL_OF_IT.search(text) is not None
