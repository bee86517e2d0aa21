"""The items of one rubric that texts name in words of their own."""

import math
from collections import defaultdict
from functools import cache, cached_property, lru_cache

from services.crawler.match.keys import title_key
from services.crawler.match.likeness import ACCEPT
from services.crawler.match.titles import LONGEST_ENTRY, TitleIndex, TitleMatch
from services.crawler.match.trimmings import is_division
from services.crawler.match.wordings.table import NO_TITLE, Table, table, trigrams

#: The score (0–100) of such a text: that of a title's poor likeness, so that any real title beside it is believed more.
SCORE = 78.0
#: How sure the item must be, 0–1: on pages of the assessment, on others, where most links are no item's, and in menus.
IN_LISTS, ELSEWHERE, IN_MENUS = 0.9, 0.99, 0.998
#: What a trigram counts for under a title that never had it, in wordings.
_UNSEEN = 0.05
#: Trigrams of one text depend on each other: so many count as this power of their number.
_DEPENDENCE = 0.6
#: Shortest key, in characters, and the share of its trigrams that must be known for it to say anything.
_SHORTEST, _KNOWN = 4, 0.6
#: A title of the criteria at hand this near (0–100) to another criteria's is neither the same nor a different thing.
_NEAR = 60.0
#: And from this score and lead on it is the same.
_SAME, _LEAD = 80.0, 10.0
#: A text is certainly a title of other criteria from this score on.
_OTHER = 88.0


class WordedTitles:
    """Tells which item of a rubric a text names, if it is like no title."""

    def __init__(self, titles: TitleIndex) -> None:
        self._titles = titles

    @lru_cache(maxsize=8192)  # noqa: B019 - lives as long as the audit that uses it
    def best(self, text: str, least: float) -> TitleMatch | None:
        """The item, or None where it is less sure than that (0–1), or the text is what only other criteria ask for."""
        if len(text) > LONGEST_ENTRY or is_division(text):
            return None
        item = self._learnt.item(title_key(text), least)
        if not item or self._titles.score(text, "") >= _OTHER:
            return None
        return TitleMatch(item, SCORE, SCORE - ACCEPT, worded=True)

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def sureness(self, text: str) -> dict[str, float]:
        """How sure each item is, 0–1, and under "" that it is none; nothing where the words are too strange."""
        if len(text) > LONGEST_ENTRY:
            return {}
        sure = self._learnt.sureness(title_key(text))
        whole = sum(sure.values())
        return {item: each / whole for item, each in sure.items()}

    @cached_property
    def _learnt(self) -> "_Learnt":
        """Read when first asked for: most lists give codes."""
        return _Learnt(table(), self._titles)


class _Learnt:
    """Naive Bayes over trigrams: under which title the wordings have those of a text."""

    def __init__(self, learnt: Table, titles: TitleIndex) -> None:
        self._keys, self._rows = learnt.keys, learnt.trigrams
        items = [_item_of(title, titles) for title in learnt.titles]
        #: By place in the table: the title's item, none for other things; titles left out have no place.
        self._items = {place: item for place, item in enumerate(items) if item is not None}
        sizes = [size + 2 * _UNSEEN for size in learnt.titles.values()]
        self._sizes = {place: sizes[place] for place in self._items}
        #: Points of each title for a trigram that it never had.
        self._unseen = {place: math.log(_UNSEEN / size) for place, size in self._sizes.items()}

    def item(self, key: str, least: float) -> str | None:
        """The item of a text with this key; nothing for other things, None where that is not so sure (0–1)."""
        if (place := self._keys.get(key)) is not None:
            return self._items.get(place)
        sure = self.sureness(key)
        item = max(sure, key=lambda item: sure[item], default="")
        return item if sure and sure[item] >= least * sum(sure.values()) else None

    def sureness(self, key: str) -> dict[str, float]:
        """How sure each item is, beside the surest title; nothing where the words are too strange."""
        all_of_it = trigrams(key)
        known = [self._rows[trigram] for trigram in all_of_it if trigram in self._rows]
        if len(key) < _SHORTEST or len(known) < _KNOWN * len(all_of_it):
            return {}
        points = {place: len(known) * unseen for place, unseen in self._unseen.items()}
        for row in known:
            for place, count in zip(row[::2], row[1::2], strict=True):
                if place in points:
                    points[place] += _more(count)
        most, weight = max(points.values()), len(known) ** _DEPENDENCE
        sure: dict[str, float] = defaultdict(float)
        for place, sum_of_it in points.items():
            sure[self._items[place]] += math.exp((sum_of_it - most) / weight) * self._sizes[place]
        return sure


@cache
def _more(count: int) -> float:
    """Points beyond those of a trigram never seen, for one in so many wordings."""
    return math.log(count / _UNSEEN + 1)


def _item_of(title: str, titles: TitleIndex) -> str | None:
    """The rubric's item with this title, nothing for other things; None where it can't be told, or has two items."""
    if title == NO_TITLE:
        return ""
    if item := titles.exactly(title):
        return item if len(titles.sharing(title, item)) == 1 else None
    near = titles.nearest(title)
    if near is None or near.score < _NEAR:
        return ""
    return near.item if near.score >= _SAME and near.lead >= _LEAD else None
