"""Item titles in text: which item a heading or link text names, by consonant skeleton and similarity."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain

from rapidfuzz import fuzz

from services.crawler.match.bodies import without_names
from services.crawler.match.entries import ENTRY_NAMES
from services.crawler.match.families import families_of
from services.crawler.match.keys import is_cut, keys_of, title_key, variants
from services.crawler.match.likeness import ACCEPT, differ_in_kind, likeness
from services.crawler.match.others import BOX_NAMES, OTHER_TITLES
from services.crawler.match.trimmings import is_division, trimmed
from shared.rubric.model import Rubric
from shared.thai import normalise

_AND = title_key("และ")
#: How far the best item must lead the next one, unless it is (nearly) exact.
_MARGIN = 2.5
_EXACT = 97.0
#: Texts longer than this, in characters, are paragraphs and not titles.
LONGEST_TITLE = 260
#: And than this are no entries of menus.
LONGEST_ENTRY = 120
#: Shortest key, in characters, of a title that says enough with something around it; and one that always does.
_SAYING, _CONTACT = 6, title_key("ติดต่อ")
#: Characters of a key behind a title, from which on they explain it.
_EXPLAINED = 20
#: How much better a title of other criteria must fit than the best item before the text names no item.
_OTHER_LEAD = 2.0
#: A text is certainly a title of other criteria from this score on.
_OTHER_SURE = 88.0
#: A text is a usual name of an item, or what sites call a box, from this score on.
_WHOLE = 90.0
#: A title of other criteria this near to one of the rubric's own (0–100) is only another wording of it.
_OWN_WORDING = 93.0
#: Then their ratio alone, which is half of the score, is at least this.
_OWN_RATIO = 2 * _OWN_WORDING - 100
#: By so many first characters of a key the titles are found that it may begin with; no key is shorter.
_START = 2
#: Keys that share the most trigrams with the text are scored; more only costs time.
_CANDIDATES = 14

#: What may stand between two titles in one text.
_BETWEEN = re.compile(r"และ|,|\s")
_IN_BRACKETS = re.compile(r"[\u0e00-\u0e7f]\s*\(([^()]{5,})\)\s*$")
#: The score of a title as it stands. It names its item and no other, wherever it stands in a list.
_WHOLLY = 100.0
#: The score of a title with a name behind it: less than that of another title which the whole text is.
_NAMED = 96.0
#: The score of a text that begins like documents of an item: enough in a list of titles, too little beside codes, in
#: menus, and for the heading of a page.
_OPENED = 79.0
#: The score of words with a slash between them ("ก/ข") of which some are an item's title and none another's.
_EITHER = 90.0


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """item: the item whose title or alias fits best; score: 0–100; lead: how far the next item is behind. worded: the
    text is like no title, but like what others call the item."""

    item: str
    score: float
    lead: float
    worded: bool = False


class TitleIndex:
    """The titles and aliases of a rubric, ready to be compared."""

    def __init__(self, rubric: Rubric) -> None:
        self._keys: list[tuple[str, str]] = []
        for item in rubric.items:
            self._keys += [(item.id, key) for key in keys_of(item.title.th, item.title.en, *item.aliases)]
        self._official = frozenset(key for item in rubric.items for key in keys_of(item.title.th))
        self._of_item: dict[str, list[str]] = {}
        self._grams: dict[str, list[int]] = {}
        own = [key for _, key in self._keys]
        usual = [(item.id, key) for item in rubric.items for key in keys_of(*item.usual_names) if key not in own]
        self._item_of_key = {key: item for item, key in reversed((*self._keys, *usual))}
        self._shared = _of_several(usual)
        self._openings = tuple((key, item.id) for item in rubric.items for key in keys_of(*item.openings))
        self._lengths = _lengths_by_start(self._item_of_key)
        others = [key for title in OTHER_TITLES for key in keys_of(title) if not _is_among(key, own)]
        boxes = [key for name in BOX_NAMES for key in keys_of(name)]
        self._keys += usual + [("", key) for key in (*others, *boxes) if key not in self._item_of_key]
        self._usual = frozenset(key for _, key in usual)
        self._whole = self._usual | (frozenset(boxes) - frozenset(own))
        self._others = frozenset((*others, *boxes)) - self._item_of_key.keys()
        self._key_lengths = [len(key) for _, key in self._keys]
        for number, (item_id, key) in enumerate(self._keys):
            self._of_item.setdefault(item_id, []).append(key)
            for gram in _grams(key):
                self._grams.setdefault(gram, []).append(number)

    def best(self, text: str) -> TitleMatch | None:
        """The item that the text names as its title; None where no title fits well enough or two fit alike."""
        match = self.nearest(text)
        if match is None or match.score < ACCEPT:
            return None
        return match if match.lead >= _MARGIN or (match.score >= _EXACT and match.lead > 0) else None

    def nearest(self, text: str) -> TitleMatch | None:
        """The item whose title is nearest, however far; None for texts that cannot be titles."""
        return self._nearest(text) if len(text) <= LONGEST_TITLE else None

    @lru_cache(maxsize=8192)  # noqa: B019 - an index lives as long as the audit that uses it
    def _nearest(self, text: str) -> TitleMatch | None:
        ranked = self.ranked(text)
        if not ranked:
            return None
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        return TitleMatch(ranked[0][0], ranked[0][1], lead)

    def sharing(self, text: str, item_id: str) -> tuple[str, ...]:
        """The items that a text of several titles ("ก และ ข"), or a usual name of several items, names, if the item is
        one of them; else the item alone. Later criteria ask for two items of earlier ones in one."""
        several = self._several(text) if len(text) <= LONGEST_TITLE else ()
        return several if item_id in several else (item_id,)

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def _several(self, text: str) -> tuple[str, ...]:
        """The items of a text that is nothing but titles, unless it is one title of the criteria."""
        keys = variants(text)
        if named := self._sharers(keys):
            return named
        if not _BETWEEN.search(text) or not self._official.isdisjoint(keys) or not any(map(self._beginnings, keys[:1])):
            return ()
        bare = without_names(normalise(text))
        return self._apart(keys[0], text) or self._sharers(variants(bare)) or self._apart(title_key(bare), bare)

    def _sharers(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The items at which a usual name stands that is one of the keys; none if it stands at one."""
        return next(filter(None, map(self._shared.get, keys)), ())

    def _apart(self, key: str, text: str) -> tuple[str, ...]:
        """The items of the titles that a key, or the end of a text's key, consists of; none if it is anything else."""
        for beginning in self._beginnings(key):
            rest = key[len(beginning) :]
            item = self._item_of_key.get(rest.removeprefix(_AND))
            others = (item,) if item else self._apart(rest.removeprefix(_AND), text)
            if others and (rest.startswith(_AND) or _ends_at_a_gap(beginning, text)):
                return tuple(dict.fromkeys((self._item_of_key[beginning], *others)))
        return ()

    def _beginnings(self, key: str) -> list[str]:
        """The titles that a key begins with and is longer than, the longest first."""
        lengths = self._lengths.get(key[:_START], ())
        return [key[:n] for n in lengths if n < len(key) and key[:n] in self._item_of_key]

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def called(self, text: str) -> str | None:
        """The item that a menu's entry is called after: of which the text is a title with a body's name or trimmings
        around it, or of whose words it is composed. None for names of divisions, boxes and other criteria's items."""
        keys = variants(text)
        if len(text) > LONGEST_ENTRY or is_division(text):
            return None
        if not self._others.isdisjoint(keys):
            return self._bracketed(text)
        if item := next(filter(None, (self._exactly(ENTRY_NAMES[key]) for key in keys if key in ENTRY_NAMES)), None):
            return item
        inner = [key for form in self._forms(normalise(text)) for key in variants(form) if _says_enough(key)]
        item = next(filter(None, map(self._item_of_key.get, inner)), None) or self._composed((*keys, *inner))
        return item or self._bracketed(text)

    def _bracketed(self, text: str) -> str | None:
        """The item whose title stands in brackets at the end: "จองคิว (E-Service)"."""
        found = _IN_BRACKETS.search(text)
        return self._exactly(found[1]) if found else None

    def _forms(self, words: str) -> Iterator[str]:
        """The words without what may stand around a title, and where they begin with one without a name behind it."""
        for form in trimmed(words):
            if form != words:
                yield form
            if any(map(self._beginnings, variants(form)[:1])):
                yield without_names(form)

    def _composed(self, keys: Sequence[str]) -> str | None:
        """The item of whose words a text with one of these keys is composed, if of one's alone."""
        items = {item for title in families_of(keys) if (item := self._exactly(title))}
        return items.pop() if len(items) == 1 else None

    def exactly(self, text: str) -> str | None:
        """The item of which the text is a title as it stands."""
        return self._exactly(text) if len(text) <= LONGEST_TITLE else None

    def is_usual_name(self, text: str) -> bool:
        """Whether the text is what sites call an item besides its titles."""
        return not self._usual.isdisjoint(variants(text))

    def _exactly(self, text: str) -> str | None:
        """The item of which the text is a title as it stands, if there is one."""
        return next(filter(None, map(self._item_of_key.get, variants(text))), None)

    def _either(self, text: str) -> tuple[str, ...]:
        """The item of which some of the words between slashes are a title, where none are another item's."""
        parts = text.split("/") if "/" in text else ()
        items = tuple({item for part in parts if (item := self._exactly(part))})
        return items if len(items) == 1 else ()

    def _opened(self, text: str) -> frozenset[str]:
        """The items whose documents begin as the text does, or whose title a gap parts from words that explain it."""
        words = next(iter(variants(text)), "")
        opened = {item for key, item in self._openings if words.startswith(key) and words != key}
        titles = (key for key in self._beginnings(words) if len(key) >= _SAYING and len(words) >= len(key) + _EXPLAINED)
        explained = next((self._item_of_key[key] for key in titles if _ends_at_a_gap(key, text)), None)
        return frozenset(opened | ({explained} if explained else set()))

    def ranked(self, text: str) -> tuple[tuple[str, float], ...]:
        """Items whose titles are near, the nearest first, with their scores; none if other criteria's is nearer."""
        return self._ranked(text) if len(text) <= LONGEST_TITLE else ()

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def _ranked(self, text: str) -> tuple[tuple[str, float], ...]:
        if item := self._exactly(text) or next(iter(self._several(text)), None):
            return ((item, _WHOLLY),)
        begun = any(map(self._beginnings, variants(text)[:1]))
        named = self._exactly(without_names(normalise(text))) if begun else None
        scores = {named: _NAMED} if named else dict.fromkeys(self._either(text), _EITHER)
        scores |= dict.fromkeys(self._opened(text) - scores.keys(), _OPENED)
        cut = is_cut(text)
        for words in variants(text):
            for item_id, key in self._candidates(words, cut=cut):
                scores[item_id] = max(scores.get(item_id, 0.0), self._scored(words, key, cut=cut))
        other = scores.pop("", 0.0)
        if not scores or other > max(scores.values()) + _OTHER_LEAD:
            return ()
        return tuple(sorted(scores.items(), key=lambda pair: -pair[1]))

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def is_of_other_criteria(self, text: str) -> bool:
        """Whether the text is (nearly) the title of an item that only other criteria have."""
        return len(text) <= LONGEST_TITLE and not self.ranked(text) and self.score(text, "") >= _OTHER_SURE

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def score(self, text: str, item_id: str) -> float:
        """How well the text fits this item's title, 0–100."""
        cut = is_cut(text)
        keys = self._of_item.get(item_id, [])
        scores = [self._scored(words, key, cut=cut) for words in variants(text) for key in keys]
        return max(dict(self.ranked(text)).get(item_id, 0.0), *scores, 0.0)

    def _scored(self, words: str, key: str, *, cut: bool) -> float:
        """The score; of a usual name or a box's only if it is nearly the whole text."""
        if key not in self._whole:
            return likeness(words, key, cut=cut)
        whole = fuzz.ratio(words, key)
        return whole if whole >= _WHOLE and not differ_in_kind(words, key) else 0.0

    def _candidates(self, words: str, *, cut: bool) -> list[tuple[str, str]]:
        shared = Counter(chain.from_iterable(self._grams[gram] for gram in _grams(words) & self._grams.keys()))
        lengths = [min(length, len(words)) for length in self._key_lengths] if cut else self._key_lengths
        weighed = [(-count / lengths[number], number) for number, count in shared.items()]
        return [self._keys[number] for _, number in nsmallest(_CANDIDATES, weighed)]


def _says_enough(key: str) -> bool:
    """Whether a title with this key still says what it means with something around it."""
    return len(key) >= _SAYING or key == _CONTACT


def _of_several(usual: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The usual names, by their keys, that stand at several items, and these items."""
    items: dict[str, tuple[str, ...]] = {}
    for item, key in usual:
        items[key] = tuple(dict.fromkeys((*items.get(key, ()), item)))
    return {key: named for key, named in items.items() if len(named) > 1}


def _lengths_by_start(keys: Iterable[str]) -> dict[str, list[int]]:
    """How long the titles are that begin alike, the longest first."""
    lengths: dict[str, set[int]] = {}
    for key in keys:
        lengths.setdefault(key[:_START], set()).add(len(key))
    return {start: sorted(each, reverse=True) for start, each in lengths.items()}


def _ends_at_a_gap(key: str, text: str) -> bool:
    """Whether a title in the text ends where a space or comma follows."""
    return any(title_key(text[: gap.start()]).endswith(key) for gap in _BETWEEN.finditer(text))


def _is_among(key: str, own: Sequence[str]) -> bool:
    """Whether the title is one of the rubric's own but for a word or two. Few are so alike that they must be scored."""
    near = (other for other in own if fuzz.ratio(key, other, score_cutoff=_OWN_RATIO))
    return any(likeness(key, other, cut=False) >= _OWN_WORDING for other in near)


def _grams(words: str) -> set[str]:
    return {words[start : start + 3] for start in range(max(1, len(words) - 2))}
