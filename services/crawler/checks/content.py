"""Checks of what is published in which form: pictures, file formats, languages."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from services.crawler.checks.result import Result, absent, found, without_files
from services.crawler.checks.words import has_word, place_of
from services.crawler.dossier import Dossier, Source
from shared.rubric.checks import FormatsCheck, ImageCheck, LanguageCheck
from shared.thai import foreign_letters, script_counts

#: Letters of a language from which a page or document is written in it; and a document in no other.
_WRITTEN, _WHOLLY_WRITTEN = 120, 40
#: Addresses are in no language, and file names hardly.
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\S+\.(?:html?|php|aspx?|pdf|docx?|xlsx?|jpe?g|png)\b", re.IGNORECASE)
#: What every one of them has. A line without is not searched, which takes as many steps as the square of its length.
_IN_ADDRESS = ("://", ".", "@")
#: The names in a widget that has a page translated by a machine; so many in a line make it that widget's.
_LANGUAGE_NAMES = re.compile(
    r"\b(?:english|thai|chinese|japanese|korean|french|german|spanish|russian|arabic|hindi|malay|lao|khmer|vietnamese|"
    r"burmese|indonesian|italian|portuguese|dutch|turkish|swedish)\b",
    re.IGNORECASE,
)
_WIDGET = 4
#: Share of a line's letters that makes it a line of that language.
_MOSTLY = 0.8


def image(check: ImageCheck, dossier: Dossier) -> Result:
    """So many pictures on the item's pages or in its documents; where words are asked for, one that shows them."""
    number = len(dossier.images)
    place = dossier.images[0].url if dossier.images else dossier.place
    for source in dossier.documents:
        pictures = source.document.images if source.document else 0
        place = place if number else source.url
        number += pictures or int(source.document is not None and source.document.kind == "image")
    if number < check.minimum:
        return absent(dossier, f"{number} of {check.minimum}")
    if not check.any_of:
        return found(f"{number}", place)
    told = _picture_of(check.any_of, dossier)
    return told or Result(None, "มีภาพ แต่ไม่มีคำบอกว่าเป็นภาพใด / pictures, but no word tells what they show", place)


def _picture_of(words: Iterable[str], dossier: Dossier) -> Result | None:
    """The picture named by one of the words, or the words of the item beside which it stands."""
    for word in words:
        for one in dossier.images:
            if has_word(word, f"{one.alt} {unquote(one.url.rsplit('/', 1)[-1])}"):
                return found(one.alt or one.url, one.url)
        for file in dossier.documents:
            if file.document and file.document.kind == "image" and has_word(word, file.title):
                return found(file.title, file.url)
        if place := place_of(word, dossier):
            return found(*place)
    return None


def formats(_check: FormatsCheck, dossier: Dossier) -> Result:
    """One document of every kind asked for; what a machine shall read must have words in it."""
    have: list[Source] = []
    by_kind: list[tuple[tuple[str, ...], list[Source]]] = []
    for kinds in dossier.item.formats:
        offered = [source for source in dossier.documents if source.document and source.document.kind in kinds]
        good = [
            source for source in offered if "pdf" in kinds or (source.document and source.document.machine_readable)
        ]
        if not good:
            return _lacking(dossier, kinds, offered)
        have.append(good[0])
        by_kind.append((kinds, good))
    if short := _short_of_months(by_kind, dossier):
        return _not_offered(dossier, short)
    kinds_found = ", ".join(source.document.kind for source in have if source.document)
    return found(kinds_found, have[-1].url) if have else Result(True, "no format is asked for")


def _short_of_months(by_kind: Sequence[tuple[tuple[str, ...], list[Source]]], dossier: Dossier) -> str | None:
    """Of what is asked for month by month, a format that lacks a month which another has, where the files of both tell
    their months."""
    if not any(element.check.kind == "month_coverage" for element in dossier.item.elements):
        return None
    months = [[source.months(dossier.fiscal_year) for source in files] for _, files in by_kind]
    if not all(each for files in months for each in files):
        return None
    every = set().union(*(each for files in months for each in files)) & set(dossier.months_wanted)
    for (kinds, _), files in zip(by_kind, months, strict=True):
        if missing := every.difference(*files):
            return f"no {' / '.join(kinds)}: {', '.join(sorted(missing))}"
    return None


def _lacking(dossier: Dossier, kinds: tuple[str, ...], offered: list[Source]) -> Result:
    if offered:
        return Result(False, f"เครื่องอ่านไม่ได้ / not machine-readable: {offered[0].title}", offered[0].url)
    return _not_offered(dossier, f"no {' / '.join(kinds)}")


def _not_offered(dossier: Dossier, evidence: str) -> Result:
    """Not met, unless something of the item is unseen: of a file without words the kind is known all the same."""
    return absent(without_files(dossier), evidence)


def language(_check: LanguageCheck, dossier: Dossier) -> Result:
    """Every language asked for, each in a page or document with enough words of it."""
    evidence, place = [], dossier.place
    for wanted in dossier.item.languages:
        line = _line_in(wanted, dossier)
        if line is None:
            return absent(dossier, f"nothing in {wanted}")
        evidence.append(line[0][:60])
        place = line[1]
    return found(" / ".join(evidence), place)


def _line_in(wanted: str, dossier: Dossier) -> tuple[str, str] | None:
    for source in dossier.sources:
        letters, others, first = 0, 0, ""
        for line in source.text.splitlines():
            own, every = _letters(wanted, line)
            if own and own >= _MOSTLY * every:
                letters += own
                first = first or line
            else:
                others += every
        wholly = source.document is not None and letters >= _MOSTLY * (letters + others)
        if letters >= (_WHOLLY_WRITTEN if wholly else _WRITTEN):
            return first, source.url
    return None


def _letters(wanted: str, text: str) -> tuple[int, int]:
    """The line's letters of a language, and those of all languages. A translator's list of languages is in none."""
    line = _ADDRESS.sub(" ", text) if any(sign in text for sign in _IN_ADDRESS) else text
    counts = script_counts(line)
    if counts.latin >= _WIDGET and len(_LANGUAGE_NAMES.findall(line)) >= _WIDGET:
        return 0, 0
    if wanted == "foreign":
        foreign = foreign_letters(line)
        return foreign, counts.thai + foreign
    return counts.thai if wanted == "th" else counts.latin, counts.thai + counts.latin
