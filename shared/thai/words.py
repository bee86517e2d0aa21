"""Patterns for month names and years as they are really written; what dates and months are found with."""

import re

from shared.thai.calendar import BUDDHIST_OFFSET, MONTHS_TH, MONTHS_TH_SHORT
from shared.thai.normalise import MARKS

#: Two-digit years from here on are Buddhist years of the 2500s.
_FIRST_SHORT_YEAR = 40
#: Years above this are Buddhist.
_LAST_GREGORIAN = 2300

_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
MONTHS_EN = (*_ENGLISH, "november", "december")

#: Words that may touch an abbreviation without a space.
_BEFORE_SHORT = rf"(?:(?<![ก-ฮะ-ฺเ-ๅ{MARKS}.])|(?<=เดือน)|(?<=ถึง)|(?<=ประจำ))"
#: What makes a number after a month a count and not a year.
_COUNTERS = (
    "ราย|คน|ครั้ง|เรื่อง|คดี|คัน|บาท|%|ร้อยละ|แห่ง|ฉบับ|วัน|นาย|ล้าน|หน้า|ข้อ|เครื่อง|กลุ่ม|โครงการ|หน่วย|ชั่วโมง|เดือน|cases|persons"
)
COUNTED = f"(?! ?(?:{_COUNTERS}))"
_ERA = r"(?:ปี ?)?(?:พ\. ?ศ\. ?|ค\. ?ศ\. ?|พศ\.? ?|B\.?E\.? ?|A\.?D\.? ?|')?"
_FOUR_DIGITS = r"(?:2[456]\d\d|20\d\d|19\d\d)"
#: A year, in group ``year``: four digits, or two that cannot be a day or a count.
YEAR = rf"(?:{_ERA}(?P<year>{_FOUR_DIGITS}(?!\d)|[4-9]\d(?!\d|,\d{{3}}))(?!%|\.\d){COUNTED})"
FULL_YEAR = rf"(?P<year>{_FOUR_DIGITS})(?!\d)"


def _tolerant(name: str) -> str:
    """A pattern for a full name with marks missing, displaced or doubled and SARA AA turned SARA AM."""
    letters = re.sub(f"[{MARKS}]", "", name)
    return f"[{MARKS}]*".join("[าำ]" if letter == "า" else letter for letter in letters) + f"[{MARKS}]*"


def _shortened(name: str) -> str:
    """A pattern for an abbreviation with or without its dots."""
    return r"\.? ?".join(part for part in name.split(".") if part) + r"\.?"


def _numbered(patterns: tuple[str, ...], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{month}>{pattern})" for month, pattern in enumerate(patterns, start=1))


#: Full Thai names, group ``f1`` … ``f12``.
FULL_NAMES = "(?:" + _numbered(tuple(map(_tolerant, MONTHS_TH)), "f") + ")"
#: Thai abbreviations, group ``s1`` … ``s12``.
SHORT_NAMES = f"{_BEFORE_SHORT}(?:" + _numbered(tuple(map(_shortened, MONTHS_TH_SHORT)), "s") + f")(?![ก-ฮ{MARKS}])"


def _starts() -> tuple[re.Pattern[str], ...]:
    """For each first letter of Thai names and abbreviations a pattern, with what must follow."""
    endings: dict[str, list[str]] = {}
    for name in MONTHS_TH:
        endings.setdefault(name[0], []).append(_tolerant(name)[1:])
    for name in MONTHS_TH_SHORT:
        endings.setdefault(name[0], []).append(_shortened(name)[1:])
    return tuple(re.compile(f"{letter}(?={'|'.join(these)})") for letter, these in endings.items())


#: Where a Thai name or abbreviation begins.
THAI_START = _starts()
#: The first letters of English names, with a letter after them that one of the names has there; and the vowels of which
#: each name has one.
ENGLISH_START = (re.compile("[JFMASONDjfmasond](?=[AEUPCOaeupco][NBRYLGPTVCnbrylgptvc])"),)
ENGLISH_VOWELS = "aeuoAEUO"
#: Where any name begins, with the word for month before it or without.
ANY_START = f"(?:เดือน|{'|'.join(start.pattern for start in THAI_START)}|[JFMASONDjfmasond])"
#: English names and their first three letters, group ``e1`` … ``e12``.
ENGLISH_NAMES = r"\b(?i:" + _numbered(tuple(f"{name[:3]}(?:{name[3:]}|t)?" for name in MONTHS_EN), "e") + r")\b\.?,?"
ANY_NAME = f"(?:{FULL_NAMES}|{SHORT_NAMES}|{ENGLISH_NAMES})"


def month_number(found: re.Match[str]) -> int:
    """The month, 1 to 12, whose name a match of one of the patterns above holds."""
    groups = found.groupdict()
    return next(
        int(name[1:]) for name, text in groups.items() if text is not None and name[0] in "fse" and name[1:].isdigit()
    )


def buddhist(year: str) -> int:
    """The Buddhist year meant by two or four digits, either era."""
    number = int(year)
    if number < 100:  # noqa: PLR2004 - two digits
        return number + (2500 if number >= _FIRST_SHORT_YEAR else 2000 + BUDDHIST_OFFSET)
    return number if number > _LAST_GREGORIAN else number + BUDDHIST_OFFSET
