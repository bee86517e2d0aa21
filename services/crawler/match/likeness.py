"""How alike the keys of two titles are."""

from functools import lru_cache

from rapidfuzz import fuzz

from services.crawler.match.keys import title_key

#: Lowest score (0–100) at which a text names an item; measured in docs/decisions/0009-matching.md.
ACCEPT = 73.0
#: A title this short, in skeleton characters, must be nearly the whole text.
_SHORT = 7
_SHORT_ACCEPT = 84.0
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
_KIND_KEYS = tuple(tuple(title_key(word) for word in words) for words in _KINDS)
_ANY_AGENCY = title_key("หน่วยงาน")
_ANNOUNCED = title_key("ประกาศ")


def likeness(words: str, key: str, *, cut: bool) -> float:
    """(ratio + partial ratio) / 2; a short title must be nearly the whole text, a cut text only begin alike."""
    if cut and len(words) < len(key):
        key = key[: len(words)]
    return _similarity(words, key) - (_OTHER_KIND if differ_in_kind(words, key) else 0.0)


def differ_in_kind(words: str, key: str) -> bool:
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


@lru_cache(maxsize=8192)
def _kind(words: str) -> int:
    """The number of the kind that a title begins with, from 1; 0 if with none. "ประกาศ" before it does not count."""
    words = words.removeprefix(_ANNOUNCED)
    return next((n for n, keys in enumerate(_KIND_KEYS, start=1) if words.startswith(keys)), 0)
