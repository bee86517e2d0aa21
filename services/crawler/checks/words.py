"""Checks for words: spelling-tolerant by consonant skeleton, exact for abbreviations."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from services.crawler.checks.result import Result, absent, found
from services.crawler.dossier import Dossier, Source
from services.crawler.dossier.source import lowered, word_key
from shared.rubric.checks import HeadingCheck, KeywordCheck, OfficerNameCheck
from shared.thai import normalise

#: Words whose skeleton is shorter than this, in characters, are too alike for tolerance: they must stand exactly.
_SHORT = 4
#: Similarity (0–100) from which a name is the same name in another spelling.
_SAME_NAME = 82.0
#: Characters of a text's key that are searched for a name at most.
_NAME_TEXT = 300_000
#: Words, names and lines up to this length, in characters, are remembered in great number; texts know their own keys.
_LINE = 400
_RANK = re.compile(
    r"^(?:ว่าที่\s*)?(?:พล\.?ต\.?[อทต]\.?|พ\.?ต\.?[อทต]\.?|ร\.?ต\.?[อทต]\.?|พันตำรวจ(?:เอก|โท|ตรี)|ร้อยตำรวจ(?:เอก|โท|ตรี)|"
    r"ด\.?ต\.?|ดาบตำรวจ|นาย|นางสาว|นาง|pol\.?\s*(?:lt\.?|col\.?|maj\.?|capt\.?|gen\.?|\s)*)\s*(?:หญิง)?\s*",
    re.IGNORECASE,
)


def heading(_check: HeadingCheck, dossier: Dossier) -> Result:
    """The item has a place of its own."""
    if dossier.named_on:
        words = dossier.links[0][0].link.text if dossier.links else dossier.item.title.th
        return found(words, dossier.named_on)
    return absent(dossier, "no heading, title or code of the item")


def keyword(check: KeywordCheck, dossier: Dossier) -> Result:
    """All of ``all_of`` and one of ``any_of``, in the item's pages and documents together."""
    missing = [word for word in check.all_of if _place_of(word, dossier) is None]
    if missing:
        return absent(dossier, f"ไม่พบ / not found: {', '.join(missing)}")
    for word in check.any_of or check.all_of:
        if place := _place_of(word, dossier):
            return found(*place)
    return absent(dossier, f"ไม่พบ / not found: {' / '.join(check.any_of)}")


def officer_name(_check: OfficerNameCheck, dossier: Dossier) -> Result:
    """The current head's name, in any spelling that is near enough; a former head's name alone is a fault."""
    if not dossier.facts.head_names:
        return Result(None, "the unit's record names no current head")
    if place := _name_in(dossier.facts.head_names, dossier):
        return found(*place)
    if place := _name_in(dossier.facts.former_head_names, dossier):
        former = found(*place)
        return Result(False, former.evidence, former.url)
    return absent(dossier, f"ไม่พบ / not found: {dossier.facts.head_names[0]}")


def _place_of(word: str, dossier: Dossier) -> tuple[str, str] | None:
    for source in dossier.sources:
        if line := line_with(word, source):
            return line, source.url
    return None


def line_with(word: str, source: Source) -> str | None:
    """The line of the source (or its title) that has the word, or None."""
    if not source_has(word, source):
        return source.title if source.title and has_word(word, source.title) else None
    return next((line for line in source.lines if has_word(word, line)), word)


def source_has(word: str, source: Source) -> bool:
    """Whether the source's text has the word, in any usual spelling; faster than ``has_word`` when asked often."""
    key = _key(word)
    return key in source.key if len(key) >= _SHORT else _exact(word, source.lowered)


def has_word(word: str, text: str) -> bool:
    """Whether the text has the word, in any usual spelling."""
    key = _key(word)
    if len(key) < _SHORT:
        return _exact(word, lowered(text))
    return key in _key(text)


def _exact(word: str, words: str) -> bool:
    wanted = lowered(word)
    if wanted.isascii() and wanted[:1].isalnum():
        return re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])", words) is not None
    if wanted.endswith("."):
        return re.search(rf"(?<![\u0e01-\u0e2e.]){re.escape(wanted)}", words) is not None
    return wanted in words


def _key(text: str) -> str:
    return _key_of_line(text) if len(text) < _LINE else word_key(text)


@lru_cache(maxsize=4096)
def _key_of_line(text: str) -> str:
    return word_key(text)


def _name_in(names: tuple[str, ...], dossier: Dossier) -> tuple[str, str] | None:
    for name in names:
        key = _key(_RANK.sub("", normalise(name)))
        if key and (place := _near(key, dossier)):
            return place
    return None


def _near(key: str, dossier: Dossier) -> tuple[str, str] | None:
    for source in dossier.sources:
        text = source.key[:_NAME_TEXT]
        if fuzz.partial_ratio(key, text, score_cutoff=_SAME_NAME) < _SAME_NAME or len(text) < len(key):
            continue
        best = max(source.lines, key=lambda line: fuzz.partial_ratio(key, _key(line)), default="")
        return best, source.url
    return None
