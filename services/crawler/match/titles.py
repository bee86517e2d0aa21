"""Item titles in text: which item a heading or link text names, by consonant skeleton and similarity."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import chain

from rapidfuzz import fuzz

from services.crawler.match.bodies import without_names
from services.crawler.match.others import BOX_NAMES, OTHER_TITLES
from shared.rubric.model import Rubric
from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits, normalise, skeleton

#: Lowest score (0–100) at which a text names an item; measured in docs/decisions/0009-matching.md.
ACCEPT = 73.0
#: A title this short, in skeleton characters, must be nearly the whole text.
_SHORT = 7
_SHORT_ACCEPT = 84.0
#: How far the best item must lead the next one, unless it is (nearly) exact.
_MARGIN = 2.5
_EXACT = 97.0
#: Texts longer than this, in characters, are paragraphs and not titles.
LONGEST_TITLE = 260
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
#: Keys that share the most trigrams with the text are scored; more only costs time.
_CANDIDATES = 14

_YEARS = re.compile(
    r"\(?\s*(?:ใน|สำหรับ|ณ)?\s*(?:ประจำ)?\s*(?:ปีงบประมาณ|ปีการศึกษา|ปีงบ|ปี|พุทธศักราช)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(?:25[4-9]\d|20[0-4]\d)\s*\)?"
)
#: Without a year in it a text is not searched for what stands around years, which takes many times longer.
_ANY_YEAR = re.compile(r"2[05]\d\d")
_MONTHS = re.compile("|".join((*MONTHS_TH, *map(re.escape, MONTHS_TH_SHORT))))
_YEAR_WORDS = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ|การศึกษา)(?:\s*พ\s*\.?\s*ศ\s*\.?)?")
_OWNERS = re.compile(
    r"(?:ของ\s*)?(?:ตม\s*\.?\s*จว\s*\.?|สภ\s*\.|สน\s*\.|อบต\s*\.|อบจ\s*\.|ทต\s*\.|เทศบาล(?:ตำบล|เมือง|นคร)|"
    r"องค์การบริหารส่วน(?:ตำบล|จังหวัด)|ตรวจคนเข้าเมืองจังหวัด|สถานีตำรวจภูธร|สถานีตำรวจนครบาล)\s*[\u0e00-\u0e7f]+"
)
_AGENCY = re.compile(
    r"สถานศึกษา|โรงเรียน|มหาวิทยาลัย|วิทยาลัย|สถาบัน|องค์กร|โรงพยาบาล|สถานีตำรวจ(?:ภูธร|นครบาล)?|เทศบาล|อบต\.?|ส่วนราชการ"
)
#: An agency by its name or its letters: "ติดต่อกรม…", "ผู้บริหาร สค.".
_CALLED = re.compile(
    r"(?:^|(?<=ติดต่อ)|(?<=ของ))กรม[\u0e00-\u0e7f]{4,}|(?<=\s)(?!พรบ|ผบ|ตร|ครม|สขร)[ก-ฮ]{2,5}\.(?=\s|\(|$)"
)
#: What may stand between two titles in one text.
_BETWEEN = re.compile(r"และ|,|\s")
#: Words that mean the same in titles, and the one that they are compared by.
_SAME = (("ฏ", "ฎ"), ("เรื่องร้องเรียน", "ร้องเรียน"), ("ข้อร้องเรียน", "ร้องเรียน"))
_CUT = re.compile(r"(?:\.{2,}|…|\[…\])\s*$")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip)\s*$", re.IGNORECASE)
#: Words that say what kind of thing a title names; a plan is not a report on it. Each inner tuple is one kind.
_KINDS = (
    ("แผน",),
    ("รายงาน", "สรุปผล", "ผลการ"),
    ("คู่มือ", "แนวทาง", "มาตรฐาน", "แนวปฏิบัติ"),
    ("นโยบาย", "เจตนารมณ์"),
    ("หลักเกณฑ์",),
    ("มาตรการ",),
    ("ช่องทาง",),
    ("สถิติ", "ข้อมูลเชิงสถิติ"),
    ("ประมวล",),
    ("การดำเนินการตาม", "การขับเคลื่อน"),
    ("การประเมิน",),
)
#: So many kinds, from the first on, are of documents: without that word a title names something else.
_DOCUMENTS = 5
#: Points off for a title of another kind.
_OTHER_KIND = 14.0
#: Characters of a skeleton that two titles must share at the end, and have of their own before it, for their beginnings
#: to tell them apart; and how alike (0–100) these must be not to.
_ENDING, _BEGINNING, _ALIKE = 6, 3, 50.0
#: The score of a title as it stands. It names its item and no other, wherever it stands in a list.
_WHOLLY = 100.0
#: The score of a title with a name behind it: less than that of another title which the whole text is.
_NAMED = 96.0
_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """item: the item whose title or alias fits best; score: 0–100; lead: how far the next item is behind."""

    item: str
    score: float
    lead: float


def title_key(text: str) -> str:
    """What of a title is compared: no years, no owner's name, no file ending, any agency by one word, the skeleton."""
    words = arabic_digits(normalise(text))
    words = _FILE.sub("", words)
    words = _MONTHS.sub(" ", _YEARS.sub(" ", words)) if _ANY_YEAR.search(words) else words
    words = _YEAR_WORDS.sub(" ", words)
    words = _OWNERS.sub(" ", words)
    words = _AGENCY.sub("หน่วยงาน", _CALLED.sub("หน่วยงาน", words))
    for word, same in _SAME:
        words = words.replace(word, same)
    return re.sub(r"[^\w\u0e00-\u0e7f&]", "", skeleton(words)).replace("_", "")


class TitleIndex:
    """The titles and aliases of a rubric, ready to be compared."""

    def __init__(self, rubric: Rubric) -> None:
        self._keys: list[tuple[str, str]] = []
        for item in rubric.items:
            self._keys += [(item.id, key) for key in _keys(item.title.th, item.title.en, *item.aliases)]
        self._official = frozenset(key for item in rubric.items for key in _keys(item.title.th))
        self._of_item: dict[str, list[str]] = {}
        self._grams: dict[str, list[int]] = {}
        own = [key for _, key in self._keys]
        usual = [(item.id, key) for item in rubric.items for key in _keys(*item.usual_names) if key not in own]
        self._item_of_key = {key: item for item, key in reversed((*self._keys, *usual))}
        self._lengths = sorted({len(key) for key in self._item_of_key}, reverse=True)
        others = [key for title in OTHER_TITLES for key in _keys(title) if not _is_among(key, own)]
        boxes = [key for name in BOX_NAMES for key in _keys(name)]
        self._keys += usual + [("", key) for key in (*others, *boxes) if key not in self._item_of_key]
        self._usual = frozenset(key for _, key in usual)
        self._whole = self._usual | (frozenset(boxes) - frozenset(own))
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
        """The items that a text of several titles ("ก และ ข") names, if the item is one of them; else the item alone.
        Later criteria ask for two items of earlier ones in one."""
        several = self._several(text) if len(text) <= LONGEST_TITLE else ()
        return several if item_id in several else (item_id,)

    def _several(self, text: str) -> tuple[str, ...]:
        """The items of a text that is nothing but titles, unless it is one title of the criteria."""
        keys = _variants(text)
        if not _BETWEEN.search(text) or not self._official.isdisjoint(keys) or not any(map(self._beginnings, keys[:1])):
            return ()
        bare = without_names(normalise(text))
        return self._apart(keys[0], text) or next((self._apart(key, bare) for key in _variants(bare)[:1]), ())

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
        return [key[:n] for n in self._lengths if n < len(key) and key[:n] in self._item_of_key]

    def is_usual_name(self, text: str) -> bool:
        """Whether the text is what sites call an item besides its titles."""
        return not self._usual.isdisjoint(_variants(text))

    def _exactly(self, text: str) -> str | None:
        """The item of which the text is a title as it stands, if there is one."""
        return next(filter(None, map(self._item_of_key.get, _variants(text))), None)

    def ranked(self, text: str) -> tuple[tuple[str, float], ...]:
        """Items whose titles are near, the nearest first, with their scores; none if other criteria's is nearer."""
        return self._ranked(text) if len(text) <= LONGEST_TITLE else ()

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def _ranked(self, text: str) -> tuple[tuple[str, float], ...]:
        if item := self._exactly(text) or next(iter(self._several(text)), None):
            return ((item, _WHOLLY),)
        begun = any(map(self._beginnings, _variants(text)[:1]))
        named = self._exactly(without_names(normalise(text))) if begun else None
        scores = {named: _NAMED} if named else {}
        cut = bool(_CUT.search(text))
        for words in _variants(text):
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
        cut = bool(_CUT.search(text))
        keys = self._of_item.get(item_id, [])
        scores = [self._scored(words, key, cut=cut) for words in _variants(text) for key in keys]
        return max(dict(self.ranked(text)).get(item_id, 0.0), *scores, 0.0)

    def _scored(self, words: str, key: str, *, cut: bool) -> float:
        """The score; of a usual name or a box's only if it is nearly the whole text."""
        if key not in self._whole:
            return _score(words, key, cut=cut)
        whole = fuzz.ratio(words, key)
        return whole if whole >= _WHOLE and not _differ_in_kind(words, key) else 0.0

    def _candidates(self, words: str, *, cut: bool) -> list[tuple[str, str]]:
        shared = Counter(chain.from_iterable(self._grams[gram] for gram in _grams(words) & self._grams.keys()))
        keys, longest = self._keys, len(words) if cut else LONGEST_TITLE
        weighed = [(-count / min(len(keys[number][1]), longest), number) for number, count in shared.items()]
        return [keys[number] for _, number in nsmallest(_CANDIDATES, weighed)]


def _ends_at_a_gap(key: str, text: str) -> bool:
    """Whether a title in the text ends where a space or comma follows."""
    return any(title_key(text[: gap.start()]).endswith(key) for gap in _BETWEEN.finditer(text))


def _is_among(key: str, own: Sequence[str]) -> bool:
    """Whether the title is one of the rubric's own but for a word or two. Few are so alike that they must be scored."""
    near = (other for other in own if fuzz.ratio(key, other, score_cutoff=_OWN_RATIO))
    return any(_score(key, other, cut=False) >= _OWN_WORDING for other in near)


def _keys(*titles: str) -> list[str]:
    keys = [title_key(title) for title in titles]
    keys += [title_key(_BRACKETS.sub(" ", title)) for title in titles]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]


@lru_cache(maxsize=8192)
def _variants(text: str) -> tuple[str, ...]:
    return tuple(_keys(_CUT.sub("", text)))


def _grams(words: str) -> set[str]:
    return {words[start : start + 3] for start in range(max(1, len(words) - 2))}


def _score(words: str, key: str, *, cut: bool) -> float:
    """(ratio + partial ratio) / 2; a short title must be nearly the whole text, a cut text only begin alike."""
    if cut and len(words) < len(key):
        key = key[: len(words)]
    return _similarity(words, key) - (_OTHER_KIND if _differ_in_kind(words, key) else 0.0)


def _differ_in_kind(words: str, key: str) -> bool:
    """Whether the words are a title of another kind, or nowhere say of what kind a plan, a report or the like is."""
    one, other = _kind(words), _kind(key)
    if one and other:
        return one != other
    return 0 < other <= _DOCUMENTS and not any(word in words for word in _KIND_KEYS[other - 1])


def _similarity(words: str, key: str) -> float:
    ratio = fuzz.ratio(words, key)
    if len(key) <= _SHORT and key.isascii() and key in words and len(words) <= _SHORT * 4 and not words.isascii():
        return _SHORT_ACCEPT  # "Q&A" among other words; of one language they say something else
    if min(_substance(words), _substance(key)) <= _SHORT:
        return ratio if ratio >= _SHORT_ACCEPT else min(ratio, ACCEPT - 1)
    return (ratio + fuzz.partial_ratio(words, key)) / 2 - _other_beginning(words, key)


@lru_cache(maxsize=8192)
def _substance(words: str) -> int:
    """How many characters say something: that it is an agency's they all say."""
    return len(words) - (len(_ANY_AGENCY) if _ANY_AGENCY in words else 0)


def _other_beginning(words: str, key: str) -> float:
    """Points off where two titles only end alike: orders of an agency are not its chart, nor a journal its services."""
    if words[-_ENDING:] != key[-_ENDING:]:
        return 0.0
    end = _common_end(words, key)
    one, other = words[: len(words) - end], key[: len(key) - end]
    if min(len(one), len(other)) < _BEGINNING:
        return 0.0
    return _OTHER_KIND if fuzz.partial_ratio(one, other) < _ALIKE else 0.0


def _common_end(one: str, other: str) -> int:
    """How many characters two texts end with alike."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


_KIND_KEYS = tuple(tuple(title_key(word) for word in words) for words in _KINDS)
_AND = title_key("และ")
_ANY_AGENCY = title_key("หน่วยงาน")
_ANNOUNCED = title_key("ประกาศ")


@lru_cache(maxsize=8192)
def _kind(words: str) -> int:
    """The number of the kind that a title begins with, from 1; 0 if with none. "ประกาศ" before it does not count."""
    words = words.removeprefix(_ANNOUNCED)
    return next((n for n, keys in enumerate(_KIND_KEYS, start=1) if words.startswith(keys)), 0)
