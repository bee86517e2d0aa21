"""Checks for words: spelling-tolerant by consonant skeleton, exact for abbreviations."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from services.crawler.checks.lines import Fits, counts_something, fits_of
from services.crawler.checks.result import Result, absent, found
from services.crawler.dossier import Dossier, Source
from services.crawler.dossier.source import Together, lowered, word_key
from services.crawler.dossier.targets import A_FORM, A_MAP, Target
from shared.rubric.checks import HeadingCheck, KeywordCheck, OfficerNameCheck
from shared.thai import normalise

#: Words whose skeleton is shorter than this, in characters, are too alike for tolerance: they must stand exactly.
_SHORT = 4
#: So many characters behind a title in a document are what it is the title of.
_CONTENT = 150
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
    """All of ``all_of`` and one of ``any_of``, in the item's pages and documents together.

    A word that stands only in titles of the item or in links is promised, not shown: that proves nothing, and where
    pictures or files may show it, it can't be told. The subject (``all_of`` beside ``any_of``) a title may well name.
    """
    told = _searched(check, dossier)
    if told.met is not True and check.if_none and not counts_something(dossier):
        told = next((found(*place) for word in check.if_none if (place := place_of(word, dossier))), told)
    if told.met is True or not check.may_be_picture:
        return told
    return _shown_by_picture(check, dossier) or pictured(told, dossier)


def _shown_by_picture(check: KeywordCheck, dossier: Dossier) -> Result | None:
    """The picture whose own text names what is asked for."""
    for image in dossier.images:
        words = [*check.any_of] or [""]
        if all(has_word(word, image.alt) for word in check.all_of) and any(has_word(word, image.alt) for word in words):
            return found(image.alt, image.url)
    return None


def _searched(check: KeywordCheck, dossier: Dossier) -> Result:
    missing = [word for word in check.all_of if not _names_subject(word, check, dossier)]
    if missing:
        return _not_shown(missing, check.all_of, dossier)
    if check.subject and not any(_names_subject(word, check, dossier) for word in check.subject):
        return _not_shown(check.subject, check.subject, dossier)
    fits = fits_of(check, dossier)
    places = filter(None, (_shown_at(word, check, dossier, fits) for word in check.any_of or check.all_of))
    shown = list(islice(places, check.minimum))
    if len(shown) == check.minimum:
        return found(*shown[0])
    if fits is not None:  # where its line does not fit, the word promises nothing
        return absent(dossier, f"ไม่พบ / not found: {' / '.join(check.any_of)}")
    return _not_shown(check.any_of, check.any_of, dossier)


def pictured(told: Result, dossier: Dossier) -> Result:
    """What was not found in words can't be told while pictures or files that no one fetches may show it."""
    if told.met is not False or not may_show(dossier):
        return told
    return Result(None, f"อาจอยู่ในภาพ / may stand in a picture; {told.evidence}", told.url)


def _names_subject(word: str, check: KeywordCheck, dossier: Dossier) -> bool:
    if place_of(word, dossier) is not None:
        return True
    return bool(check.any_of) and _promise_of(word, dossier) is not None


def _not_shown(words: Sequence[str], named: Sequence[str], dossier: Dossier) -> Result:
    """Where the words stand nowhere, or only where they prove nothing."""
    promised = next(filter(None, (_promise_of(word, dossier) for word in words)), None)
    between = " / " if words is named else ", "
    if promised is None:
        return absent(dossier, f"ไม่พบ / not found: {between.join(words)}")
    line, source = promised
    told = absent(dossier, f"อยู่ในชื่อข้อหรือลิงก์เท่านั้น / only in a title or link: {line}", source.url)
    unsure = source.document is not None or may_show(dossier)
    return Result(None, told.evidence, told.url) if told.met is False and unsure else told


def may_show(dossier: Dossier) -> bool:
    """Whether something of the item may show what no reader of words can see."""
    pictured = any(source.document and source.document.images for source in dossier.documents)
    return bool(dossier.images) or pictured or any(_may_hold(target) for _, target in dossier.links)


def _may_hold(target: Target) -> bool:
    return target.reached == "not_fetched" and target.problem not in {A_FORM, A_MAP}


def officer_name(check: OfficerNameCheck, dossier: Dossier) -> Result:
    """The current head's name, in any spelling that is near enough; a former head's name alone is a fault."""
    if not dossier.facts.head_names:
        return Result(None, "the unit's record names no current head")
    if place := _name_in(dossier.facts.head_names, dossier):
        return found(*place)
    if place := _name_in(dossier.facts.former_head_names, dossier):
        line, url = place
        return Result(False, found(f"ชื่อผู้บริหารคนก่อน / a former head's name: {line}", url).evidence, url)
    told = absent(dossier, f"ไม่พบ / not found: {dossier.facts.head_names[0]}")
    return pictured(told, dossier) if check.may_be_picture else told


def place_of(word: str, dossier: Dossier, fits: Fits | None = None) -> tuple[str, str] | None:
    """Where the word stands outside titles of the item and outside links. fits: what else its line must say."""
    if not has_it(word, dossier.proof):
        return None
    titles = titles_with(word, dossier)
    for source in dossier.sources:
        if line := _proving_line(word, source.proving, titles, fits):
            return line, source.url
    return None


def _shown_at(word: str, check: KeywordCheck, dossier: Dossier, fits: Fits | None) -> tuple[str, str] | None:
    """Where the word shows what is asked for: also in a title or link, where these show it by themselves."""
    over = (_over_words(word, source) for source in dossier.documents if check.titled)
    linked = (_among_links(word, source, dossier) for source in dossier.sources if check.linked)
    return place_of(word, dossier, fits) or next(filter(None, (*over, *linked)), None)


def _over_words(word: str, source: Source) -> tuple[str, str] | None:
    """The document's line that has the word, if words of its own stand behind that."""
    if not (line := line_with_any((word,), source)):
        return None
    behind = source.lines[source.lines.index(line) + 1 :]
    return (line, source.url) if sum(map(len, behind)) >= _CONTENT else None


def _among_links(word: str, source: Source, dossier: Dossier) -> tuple[str, str] | None:
    """The line of an own page that has the word, be it a link's."""
    line = _proving_line(word, source, titles_with(word, dossier)) if source.kind == "page" else None
    return (line, source.url) if line else None


def titles_with(word: str, dossier: Dossier) -> tuple[str, ...]:
    """The item's titles that have the word."""
    title = dossier.item.title
    return _with((title.th, title.en), word)


@lru_cache(maxsize=4096)
def _with(titles: tuple[str, ...], word: str) -> tuple[str, ...]:
    """Those that have the word and more; the same for every website by the same rubric."""
    return tuple(one for one in titles if one and has_word(word, one) and len(_key(one)) > len(_key(word)))


def _proving_line(word: str, source: Source, titles: tuple[str, ...], fits: Fits | None = None) -> str | None:
    """The line of the source that has the word beyond the titles, or None."""
    if not has_it(word, source):
        return None
    if not titles and fits is None:
        return line_with_any((word,), source) or word
    has = looking_for(word, titles, source.key_of)
    return next((line for line in source.lines if has(line) and (fits is None or fits(source, line))), None)


def looking_for(word: str, titles: Iterable[str], key_of: Callable[[str], str] | None = None) -> Callable[[str], bool]:
    """What tells of a line whether it has the word outside of the titles that it may repeat. key_of: a line's key,
    where the caller remembers them."""
    key, keyed = _key(word), key_of or _key
    if len(key) < _SHORT:
        lowered_titles = tuple(map(lowered, titles))
        return lambda line: _exact(word, _without(lowered(line), lowered_titles))
    keys = tuple(map(_key, titles))
    return lambda line: key in (words := keyed(line)) and key in _without(words, keys)


def line_with_any(words: Iterable[str], source: Source) -> str | None:
    """The source's first line that has one of the words."""
    ways = [looking_for(word, (), source.key_of) for word in words if has_it(word, source)]
    return next((line for line in source.lines if any(has(line) for has in ways)), None) if ways else None


def _without(words: str, parts: Iterable[str]) -> str:
    for part in parts:
        words = words.replace(part, "|")
    return words


def _promise_of(word: str, dossier: Dossier) -> tuple[str, Source] | None:
    """Where the word stands in a title or link."""
    anywhere = has_it(word, dossier.told)
    for source in dossier.sources:
        if anywhere and has_it(word, source):
            return line_with_any((word,), source) or word, source
        if source.title and has_word(word, source.title):
            return source.title, source
    return None


def has_it(word: str, source: Source | Together) -> bool:
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
    wanted = _lowered_word(word)
    return wanted in words and _standing(wanted).search(words) is not None


@lru_cache(maxsize=1024)
def _lowered_word(word: str) -> str:
    return lowered(word)


@lru_cache(maxsize=1024)
def _standing(wanted: str) -> re.Pattern[str]:
    """Where the word stands by itself: English between other letters does not, nor an abbreviation behind them. Thai
    words stand right behind others: "หรือตู้ ปณ."."""
    if wanted.isascii() and wanted[:1].isalnum():
        return re.compile(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9])")
    if wanted.endswith(".") and " " not in wanted:
        return re.compile(rf"(?<![\u0e01-\u0e2e.]){re.escape(wanted)}")
    return re.compile(re.escape(wanted))


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
