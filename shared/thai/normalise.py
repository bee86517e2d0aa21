"""One spelling for Thai text that looks the same: what people type, and what extraction from PDF makes of it."""

import re
import unicodedata
from functools import lru_cache

from shared.thai.single_bytes import to_bytes

#: Vowels and signs above or below a consonant, without tone marks: MAI HAN-AKAT, SARA I … PHINTHU, MAITAIKHU.
_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"
#: Tone marks and THANTHAKHAT, YAMAKKAN; NIKHAHIT (U+0E4D) stands last so that it meets a following SARA AA.
_TONES = "\u0e48-\u0e4c\u0e4e"
#: Every combining mark, for use inside a regular expression's brackets.
MARKS = f"{_VOWELS}{_TONES}\u0e4d"

#: Glyph variants that Windows fonts keep at U+F700–F71A, in order, and the characters they stand for.
_VARIANTS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d"
    "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_TABLE: dict[int, str | None] = {0xF700 + offset: character for offset, character in enumerate(_VARIANTS)}
#: Characters without width, soft hyphens, direction marks and controls, but for tab and line ends.
_INVISIBLE = (*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x00AD, *range(0x202A, 0x202F))
_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_TABLE |= dict.fromkeys((*_INVISIBLE, *_CONTROLS))
#: Most texts hold none of these, and to search is many times cheaper than to translate.
_IN_TABLE = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}]")

#: Texts up to this length, in characters, are remembered: titles, menus and lines are asked about again and again.
_OFTEN = 120

#: White space that is not yet one space or one line end, and what there is of it where there is any.
_BLANKS = re.compile(r"\s(?:\s+|(?<![ \n]))")
_TWO_BLANKS = ("  ", " \n", "\n ", "\n\n")
_OTHER_BLANK = re.compile("[\t\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_LINE_END = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")
#: By now white space is single.
_SPACE_BEFORE_MARK = re.compile(rf" (?=[{MARKS}\u0e33])")
#: Marks that follow each other, but for one vowel with one tone after it, which are in order.
_MARK_RUN = re.compile(rf"[{MARKS}](?!(?<=[{_VOWELS}])[{_TONES}](?![{MARKS}]))[{MARKS}]+")
_SPLIT_SARA_AM = re.compile("\u0e4d ?\u0e32")
_MARK_AFTER_SARA_AM = re.compile(rf"\u0e33([{MARKS}]+)")
_SARA_AM_AND_AA = re.compile("\u0e33[\u0e32\u0e33]+")

#: The kinds of sign that what is to be mended is made of, a bit each; the last is replaced wherever it stands.
_KINDS = (
    f"[{_VOWELS}]",
    f"[{_TONES}]",
    "\u0e33",
    "\u0e32",
    "\u0e40",
    "[ \n]",
    f"\u0e4d|{_IN_TABLE.pattern}|{_OTHER_BLANK.pattern}",
)
_VOWEL, _TONE, _AM, _AA, _E, _BLANK, _REPLACED = (1 << bit for bit in range(len(_KINDS)))
#: What must not follow a sign of each kind; the last follows none.
_NEVER_AFTER = {
    _VOWEL: _VOWEL,
    _TONE: _VOWEL | _TONE,
    _AM: _VOWEL | _TONE | _AM | _AA,
    _E: _E,
    _BLANK: _BLANK | _VOWEL | _TONE | _AM,
}


def normalise(text: str) -> str:
    """The text in one canonical spelling, for display and search; applying it again changes nothing.

    SARA AM is one character, เเ is แ, marks follow their consonant in one order and once, private-use glyphs and
    invisible characters are gone, white space is one space or one line end.
    """
    return _often(text) if len(text) <= _OFTEN else _normalised(text)


@lru_cache(maxsize=8192)
def _often(text: str) -> str:
    return _normalised(text)


def _normalised(text: str) -> str:
    text = text.replace("\r\n", "\n")
    if _is_normal(text):
        return text.strip()
    # Of most texts that are not normal, above all of documents, this is all that is to be mended.
    single = _with_single_blanks(text)
    if single != text and _is_normal(single):
        return single.strip()
    visible = unicodedata.normalize("NFC", text.translate(_TABLE) if _IN_TABLE.search(text) else text)
    before, after = visible, _spell(visible)
    while after != before and not _is_normal(after):
        before, after = after, _spell(after)
    return after.strip()


def _is_normal(text: str) -> bool:
    """Whether there is certainly nothing to mend, as in most texts: no sign follows one that it must not follow.

    All pairs of neighbours are compared in one step, as numbers of a byte for each sign: many times faster than by
    patterns. Of texts with characters that have no byte nothing is told.
    """
    try:
        signs = to_bytes(text)
    except UnicodeEncodeError:
        return False
    barred = (b"." + signs[:-1]).translate(_BARRED_OF_BYTE)
    return not int.from_bytes(barred) & int.from_bytes(signs.translate(_KIND_OF_BYTE))


def _spell(text: str) -> str:
    text = _with_single_blanks(text)
    text = _SPACE_BEFORE_MARK.sub("", text)
    text = _MARK_AFTER_SARA_AM.sub("\\1\u0e33", text)
    text = _MARK_RUN.sub(_ordered, text)
    text = _SPLIT_SARA_AM.sub("\u0e33", text)
    text = _SARA_AM_AND_AA.sub("\u0e33", text)
    return unicodedata.normalize("NFC", text.replace("เเ", "แ"))


def _with_single_blanks(text: str) -> str:
    """The text with one space or one line end for every run of white space."""
    some = any(blanks in text for blanks in _TWO_BLANKS) or _OTHER_BLANK.search(text)
    return _BLANKS.sub(_blank, text) if some else text


def _blank(run: re.Match[str]) -> str:
    return "\n" if _LINE_END.search(run.group()) else " "


def _ordered(run: re.Match[str]) -> str:
    return "".join(sorted(dict.fromkeys(run.group()), key=_rank))


def _rank(mark: str) -> int:
    if mark == "\u0e4d":
        return 2
    return 1 if "\u0e48" <= mark <= "\u0e4e" else 0


def _kind(byte: int) -> int:
    sign = bytes([byte]).decode("cp874", "ignore")
    return next((1 << bit for bit, signs in enumerate(_KINDS) if re.fullmatch(signs, sign)), 0)


_KIND_OF_BYTE = bytes(map(_kind, range(256)))
_BARRED_OF_BYTE = bytes(_NEVER_AFTER.get(kind, 0) | _REPLACED for kind in _KIND_OF_BYTE)
