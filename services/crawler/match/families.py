"""Words that say one thing however they are put together: "ประกาศ/ผล สอบราคา", "กฎ ระเบียบ และข้อบังคับต่าง ๆ".

Sites compose such words freely, so that no list of names would hold them all. A text that consists of the words of one
family, and has one of each group that the family needs, is a title of the item whose title the family names.
"""

import re
from collections.abc import Iterator, Sequence

from services.crawler.match.family_words import FAMILIES, Family
from services.crawler.match.keys import title_key

#: Shortest and longest key, in characters, of a text that is tried.
_SHORTEST, _LONGEST = 6, 90
#: What may stand between and behind the words of any family.
_COMMON = "และ หรือ ของ ใน การ หน่วยงาน องค์กร องค์การ ส่วนราชการ สำนักงาน ทั้งหมด ล่าสุด เพิ่มเติม ต่างๆ อื่นๆ ของเรา ภายในหน่วยงาน"


def _keys(words: str) -> tuple[str, ...]:
    """The words' keys, the longest first."""
    keys = {key for word in words.split() if (key := title_key(word))}
    return tuple(sorted(keys, key=lambda key: (-len(key), key)))


class _Composed:
    """The compositions of one family."""

    def __init__(self, family: Family) -> None:
        first, *self._needs = tuple(_keys(group) for group in family.needs)
        #: Most texts have none of these, and to look for them is cheapest.
        self._first = re.compile("|".join(map(re.escape, first)))
        words = _keys(" ".join((*family.needs, family.also, _COMMON)))
        # Possessive, so that no text makes the search try again and again.
        self._text = re.compile(f"(?:{'|'.join(map(re.escape, words))})++")

    def is_one(self, key: str) -> bool:
        """Whether the text with this key is composed of the family's words."""
        if not self._first.search(key) or not self._text.fullmatch(key):
            return False
        return all(any(word in key for word in group) for group in self._needs)


_COMPOSED = tuple((family.title, _Composed(family)) for family in FAMILIES)
#: What a composed text begins with. Few texts do, and to look is many times cheaper than to try the families.
_BEGINNING = re.compile("|".join(_keys(" ".join(" ".join((*each.needs, each.also, _COMMON)) for each in FAMILIES))))


def families_of(keys: Sequence[str]) -> Iterator[str]:
    """For every family that one of a text's keys is composed of, the title that it names."""
    tried = [key for key in dict.fromkeys(keys) if _SHORTEST <= len(key) <= _LONGEST and _BEGINNING.match(key)]
    for title, composed in _COMPOSED if tried else ():
        if any(map(composed.is_one, tried)):
            yield title
