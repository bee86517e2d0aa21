"""Item codes in text and addresses, in every spelling of real pages: O1, o.1, OIT 3, 010, ๐๑, O11-O12, /o27-…/."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits

#: How sure a spelling is: ``letter`` O1 or OIT1; ``zero`` a zero for the letter (01, 010, 001); ``bare`` only a number.
CodeKind = Literal["letter", "zero", "bare"]
#: Letters of other scripts that look like O.
_LOOKALIKES = str.maketrans({"О": "O", "о": "o", "Ο": "O", "ο": "o", "Ｏ": "O", "ｏ": "o"})
#: Few texts have any, and to search is many times cheaper than to translate.
_ANY_LOOKALIKE = re.compile("[ОоΟοＯｏ]")
#: The widest span that a range of codes still means all of them; a wider one names a group of items.
_WIDEST_RANGE = 3
#: Longest text, in characters, whose end may carry the code.
_LONGEST_TRAILING = 200

#: Texts up to this length, in characters, are remembered: links and titles, but no paragraphs.
_OFTEN = 260
#: Longer texts, in characters, have no code at their end, and at their beginning only where its first letter fits: a
#: digit, any that is not Thai, or the first of the words that may stand before a code.
_PARAGRAPH = 400
_MAY_LEAD = re.compile(r"[^\w\u0e00-\u0e7f]*[\dตหขอรแ\u0000-\u0dff\u0e80-\U0010ffff]")

_LEAD = (
    r"^[^\w\u0e00-\u0e7f]*"
    r"(?:\d{1,2}\s*[.)]\s+)?"
    r"(?:(?:ตัวชี้วัดย่อยที่|ตัวชี้วัดย่อย|ตัวชี้วัดที่|ตัวชี้วัด|หัวข้อที่|หัวข้อ|ข้อที่|ข้อ|องค์ประกอบที่|รายการที่|รหัส|แบบตรวจ|item|code)"
    r"[\s:.\-–—]*)?"
    r"(?:(?:ita|oit)\s*(?:25\d\d|20\d\d)?[\s:\-–—|()/]+)?"
    r"[(\[]?\s*"
)
_LETTER = r"o(?:it(?:\s{0,2}ข้อ(?:ที่)?)?)?[\s.:_\-–—]{0,3}0{0,2}(?P<n>[1-9]\d?)(?!\d)"
_MONTH = "|".join(re.escape(name).replace(r"\.", r"\.?") for name in (*MONTHS_TH, *MONTHS_TH_SHORT))
_ZERO = (
    r"00?(?:[-–](?=[1-9]\d?\s+(?!ปี|เดือน|วัน|ขวบ|ชั่วโมง)[\u0e00-\u0e7f]))?(?P<z>[1-9]\d?)(?!\d)(?!\s*[:.\-]\s*\d)(?!\s*/\s*(?!0\d\d(?!\d))\d)(?!\s+\d{3})"
    + rf"(?!\s*(?:{_MONTH}))"
)
_SUB = r"(?:[.\-]\d{1,2}(?!\d))*"
_MORE = re.compile(
    r"\s*(?P<sep>-|–|—|ถึง|to|,|/|และ|&|\+|กับ)\s*(?:o(?:it)?[\s.:_\-]{0,2}0{0,2}|0)(?P<n>[1-9]\d?)(?!\d)(?![a-z])"
    r"|\s+o(?:it)?[\s.:_\-]{0,2}0{0,2}(?P<o>[1-9]\d?)(?!\d)(?![a-z])"
    r"|(?P<tight>-|–|,|/)(?P<m>[1-9]\d?)(?![\d.])(?![a-z])"
)
_GROUP = re.compile(
    r"^[^\w\u0e00-\u0e7f]*(?:ตัวชี้วัด|ตัวชี้วัดย่อย|indicator)\s*(?:ย่อย)?\s*(?:ที่)?\s*\d{1,2}(?:\.\d{1,2})?(?!\d)"
)
#: What parts a group's name from an item's code.
_BEHIND_GROUP = re.compile(r"[:|]\s*(?=o)")
_FOREIGN = re.compile(r"^[^\w\u0e00-\u0e7f]*(?:(?:m\s?oit|eb|iit|eit)[\s.\-–:]*\d{1,2}(?:\.\d+)*(?!\d)|moit(?![a-z]))")
_BARE = re.compile(
    rf"^[^\w\u0e00-\u0e7f]*(?:ข้อ(?:ที่)?\s*)?(?P<n>[1-9]\d?)\s*(?!\s*ส\.?(?:\s|$))(?!\s*(?:{_MONTH}))"
    r"(?:[.)\-–:]\s*(?!\d)|\s+(?=[\u0e00-\u0e7f])|$)"
)
#: "ข้อ 3": all that a cell or badge says.
_ROW = re.compile(r"[^\w\u0e00-\u0e7f]*ข้อ(?:ที่)?\s*(?P<n>[1-9]\d?)[^\w\u0e00-\u0e7f]*")
#: "ข้อ 7-8", "ข้อ 3 และ 4": items that share a row.
_BARE_SEVERAL = re.compile(
    r"^[^\w\u0e00-\u0e7f]*ข้อ(?:ที่)?\s*(?P<n>[1-9]\d?)\s?(?P<sep>-|–|ถึง|,|และ)\s?(?P<m>[1-9]\d?)(?![\d.])[\s.:)]*"
)
#: How a text begins of which this may be true, as it is written: digits are also made of signs of other scripts.
_MAY_BE_BARE = re.compile(r"[^\w\u0e00-\u0e7f]*[\dข\u0080-\u0dff\u0e80-\U0010ffff]")
#: What stands before the last code of a range.
_RANGE_BEFORE = re.compile(r"(?<![a-z0-9])o(?:it)?[\s.]?\d{1,2}\s*(?:-|–|—|ถึง|to|,|/|และ)\s*$")
_REFERENCE = re.compile(r"(?:ตาม|ข้อ|ใน|จาก|ดู|ต่อจาก)\s*$")


@dataclass(frozen=True, slots=True)
class Code:
    """The numbers that a text names as item codes, and what is left of the text.

    group: the text names a group of items (an indicator, a wide range), so it belongs to none. foreign: it names an
    item of another system (EB, MOIT).
    """

    numbers: tuple[int, ...]
    kind: CodeKind
    rest: str
    group: bool = False
    foreign: bool = False


def plain(text: str) -> str:
    """Compatibility forms undone, look-alike letters and Thai digits replaced, lower case. Vowel signs may change."""
    words = arabic_digits(unicodedata.normalize("NFKC", text))
    return (words.translate(_LOOKALIKES) if _ANY_LOOKALIKE.search(words) else words).lower().strip()


class CodeReader:
    """Reads the codes of one family. prefix: the letters of the rubric's item ids; ``O`` also takes OIT and zero."""

    def __init__(self, prefix: str = "O") -> None:
        self._own = prefix.upper() == "O"
        letter = (
            _LETTER if self._own else rf"{re.escape(prefix.lower())}[\s.:_\-–—]{{0,3}}0{{0,2}}(?P<n>[1-9]\d?)(?!\d)"
        )
        core = rf"(?:{letter}|{_ZERO})" if self._own else rf"(?:{letter}|(?P<z>(?!)))"
        self._leading = re.compile(_LEAD + r"(?P<core>" + core + r")" + r"(?P<sub>" + _SUB + ")")
        self._trailing = re.compile(rf"(?P<before>^.*?)(?P<bracket>[(\[]\s*)?(?<![a-z0-9.]){letter}{_SUB}\s*[)\]]?\W*$")
        slug = letter.replace(r"[\s.:_\-–—]{0,3}", "[-_.]?")
        self._slug = re.compile(rf"(?<![a-z0-9]){slug}(?![a-z0-9])")
        self._slug_zero = re.compile(r"^00?(?P<z>[1-9]\d?)(?=[-_.]\D)")

    def read(self, text: str) -> Code | None:
        """The code that the text begins with (or ends with, in brackets or after the title); None if it has none."""
        return self._read_often(text) if len(text) <= _OFTEN else self._read(text)

    @lru_cache(maxsize=8192)  # noqa: B019 - a reader lives as long as the audit that uses it
    def _read_often(self, text: str) -> Code | None:
        return self._read(text)

    def _read(self, text: str) -> Code | None:
        if len(text) > _PARAGRAPH and not _MAY_LEAD.match(text):
            return None
        words = plain(text)
        if self._own and (other := _FOREIGN.match(words)):
            return Code((), "letter", words[other.end() :].lstrip(" .:)-–—"), foreign=True)
        return self._lead(words) or self._group(words) or self._trail(words)

    def _lead(self, words: str) -> Code | None:
        found = self._leading.match(words)
        if not found or re.match(r"[a-z]", words[found.end() :]):
            return None
        number = int(found["n"] or found["z"])
        kind: CodeKind = "letter" if found["n"] else "zero"
        numbers, group, end = _more(words, found.end("core"), number, sub=found["sub"])
        rest = re.sub(r"^\s*[)\]]?[\s.:)\]}\-–—|/_]*", "", words[max(end, found.end()) :])
        return Code(numbers, kind, rest, group=group)

    def _group(self, words: str) -> Code | None:
        """The group that the text names, or the code behind it: "ตัวชี้วัดย่อยที่ 10.1 : O17 …"."""
        found = _GROUP.match(words)
        if found is None:
            return None
        behind = _BEHIND_GROUP.search(words, found.end())
        return (behind and self._lead(words[behind.end() :])) or Code((), "letter", "", group=True)

    def _trail(self, words: str) -> Code | None:
        if len(words) > _LONGEST_TRAILING:
            return None
        found = self._trailing.match(words)
        if not found or _REFERENCE.search(found["before"]):
            return None
        if _RANGE_BEFORE.search(found["before"]):
            return Code((), "letter", "", group=True)
        if not found["bracket"] and not found["before"].endswith((" ", "-", "–", ":", ")")):
            return None
        return Code((int(found["n"]),), "letter", found["before"].strip(" -–:"))

    def bare(self, text: str) -> Code | None:
        """A number alone or before a title: ``1``, ``1. โครงสร้าง``. It is a code only where the page shows so."""
        if not _MAY_BE_BARE.match(text):
            return None
        words = plain(text)
        if several := _BARE_SEVERAL.match(words):
            numbers = _between(several)
            return Code(numbers, "bare", words[several.end() :]) if numbers else None
        found = _BARE.match(words)
        return Code((int(found["n"]),), "bare", words[found.end() :]) if found else None

    @staticmethod
    def row(text: str) -> Code | None:
        """The number of a row that says nothing else but that it is one: ``ข้อ 3``."""
        found = _ROW.fullmatch(plain(text)) if _MAY_BE_BARE.match(text) else None
        return Code((int(found["n"]),), "bare", "") if found else None

    @lru_cache(maxsize=8192)  # noqa: B019 - as above
    def in_address(self, url: str) -> tuple[int, ...]:
        """The code in the last part of the address that has one: ``/o27-…/``, ``/files/O13.pdf``, ``oit-3-…``."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return ()
        for part in reversed([part for part in unquote(parts.path).split("/") if part]):
            words = plain(part)
            found = self._slug.search(words)
            if found:
                return _slug_numbers(words, found)
            zero = self._slug_zero.match(words) if self._own else None
            if zero:
                return (int(zero["z"]),)
        return ()


def _between(found: re.Match[str]) -> tuple[int, ...]:
    """The two numbers, and those between them where they are the ends of a range; none of a range that is no row's."""
    first, last = int(found["n"]), int(found["m"])
    if found["sep"] in {",", "และ"}:
        return (first, last)
    return tuple(range(first, last + 1)) if first < last <= first + _WIDEST_RANGE else ()


def _slug_numbers(words: str, found: re.Match[str]) -> tuple[int, ...]:
    numbers, group, _ = _more(words, found.end(), int(found["n"]), sub="-")
    return () if group else numbers


def _more(words: str, end: int, number: int, *, sub: str) -> tuple[tuple[int, ...], bool, int]:
    """Further codes after the first, a list or range: the numbers, whether they only name a group, the end."""
    numbers = [number]
    while found := _MORE.match(words, end):
        if found["m"] and sub.startswith("."):
            break
        nxt = int(found["n"] or found["o"] or found["m"])
        ranged = (found["sep"] or found["tight"]) in {"-", "–", "—", "ถึง", "to"}
        if ranged and nxt <= numbers[-1]:
            break
        if ranged and nxt - numbers[-1] > _WIDEST_RANGE:
            return (), True, found.end()
        numbers += range(numbers[-1] + 1, nxt + 1) if ranged else [nxt]
        end = found.end()
    return tuple(dict.fromkeys(numbers)), False, end
