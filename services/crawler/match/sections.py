"""Pages of one part of the assessment: sites give each of its sub-indicators ("การบริหารเงินงบประมาณ") a page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from services.crawler.match.keys import title_key
from services.crawler.match.likeness import ACCEPT
from services.crawler.match.mark import Mark
from shared.rubric.model import Rubric
from shared.thai import arabic_digits, normalise

#: What counts the parts: "ตัวชี้วัดย่อยที่ 9.3", "หมวดที่ 2", "9.3".
_COUNTED = re.compile(r"^\W*(?:(?:ตัวชี้วัด(?:ย่อย)?|ด้าน|หมวด|ส่วน)(?:ที่)?\s*)?(?:\d{1,2}(?:\.\d{1,2})*)?[\s.:)\-–]*")
#: So many items of a part named on its page tell that the page lists that part's.
_OF_SECTION = 2


class Sections:
    """The items of a rubric's sub-indicators, by their titles."""

    def __init__(self, rubric: Rubric) -> None:
        items: dict[str, set[str]] = defaultdict(set)
        for item in rubric.items:
            items[item.sub_indicator].add(item.id)
        own = {title_key(item.title.th) for item in rubric.items}
        parts = [part for indicator in rubric.indicators for part in indicator.sub_indicators]
        keys = [(key, part.id) for part in parts for key in _keys(part.title.th)]
        self._items = {key: frozenset(items[part]) for key, part in keys if key not in own}

    def headed(self, heading: str) -> frozenset[str]:
        """The items of the sub-indicator whose title the words are; none if they are no such title."""
        return self._items.get(title_key(_COUNTED.sub("", arabic_digits(normalise(heading)))), frozenset())


def of_section(marks: Sequence[Mark], section: frozenset[str]) -> list[Mark]:
    """The marks without titles of items that are not of the page's part, where others are: files that resemble them."""
    titles = {mark.title.item for mark in marks if mark.title and mark.title.score >= ACCEPT}
    if len(titles & section) < _OF_SECTION:
        return list(marks)
    return [mark for mark in marks if mark.code or mark.title is None or mark.title.item in section]


def _keys(title: str) -> tuple[str, str]:
    """The keys of a part's title, with and without the word that makes a noun of it."""
    return title_key(title), title_key(title.removeprefix("การ"))
