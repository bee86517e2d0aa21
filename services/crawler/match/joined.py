"""Entries that join two items, one the next of the other: "ประกาศจัดซื้อจัดจ้าง และสรุปผลรายเดือน"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from services.crawler.match.likeness import ACCEPT
from services.crawler.match.mark import Mark
from services.crawler.match.titles import TitleIndex
from services.crawler.match.wordings import WordedTitles

#: What joins two things in one title.
_JOINTS = re.compile(r"\s*(?:และ|พร้อม(?:ทั้ง|ด้วย)?|[,+&/]|กับ)\s*")
#: How surely a part's words must be the next item's, 0–1, if they are like none of its titles.
_SURE = 0.6


class Joined:
    """Tells such entries of one rubric. ids: of its items, in their order."""

    def __init__(self, titles: TitleIndex, worded: WordedTitles, ids: Sequence[str]) -> None:
        self._titles = titles
        self._worded = worded
        self._next = dict(pairwise(ids))
        self._last = {behind: before for before, behind in pairwise(ids)}

    def told(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks, those that also name the next item, or the last, with both, where nothing else of the page names
        that."""
        named = {item for mark in marks for item in mark.items}
        return [self._with_neighbour(mark, named) for mark in marks]

    def _with_neighbour(self, mark: Mark, named: set[str]) -> Mark:
        if len(mark.items) != 1 or (mark.code and len(mark.code.numbers) > 1):
            return mark
        parts = [part for part in _JOINTS.split(mark.title_text) if part]
        before, behind = self._last.get(mark.items[0], ""), self._next.get(mark.items[0], "")
        if behind not in named and any(self._names(part, behind) for part in parts[1:]):
            return replace(mark, items=(mark.items[0], behind))
        if len(parts) > 1 and before not in named and self._names(parts[0], before):
            return replace(mark, items=(before, mark.items[0]))
        return mark

    def _names(self, words: str, item: str) -> bool:
        """Whether the words are the item's title, or surely call it what others do."""
        ranked = self._titles.ranked(words)
        if ranked and ranked[0][1] >= ACCEPT:
            return ranked[0][0] == item
        return self._worded.sureness(words).get(item, 0.0) >= _SURE
