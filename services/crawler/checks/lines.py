"""What a line, or the source in which it stands, must say beside the word that is looked for."""

import re
from collections.abc import Callable

from services.crawler.dossier import Dossier, Source
from services.crawler.dossier.source import word_key
from shared.rubric.checks import KeywordCheck
from shared.thai import arabic_digits

#: Whether a line of a source shows what is asked for, once it has the word.
Fits = Callable[[Source, str], bool]
_IN_THAI = re.compile(r"(?:ภาษา|ฉบับ|เป็น)ไทย|\(ไทย\)")
_NOT_ONLY = re.compile(r"อังกฤษ|ต่างประเทศ|(?:สอง|2|สาม|3|หลาย)\s?ภาษา|จีน|ลาว|เมียนมา|พม่า|มลายู|[a-z]{2}", re.IGNORECASE)
#: Something counted: "2 เรื่อง", and no heading ("1 เรื่องร้องเรียน").
_COUNTED = re.compile(r"(?<![\d.,])[1-9]\d{0,3}\s*(?:เรื่อง|ราย)(?![\u0e00-\u0e7f])")


def fits_of(check: KeywordCheck, dossier: Dossier) -> Fits | None:
    """What the check asks of the line; None where the word is enough."""
    asked: list[Fits] = []
    if check.together:
        keys = [word_key(word) for word in check.all_of]
        asked.append(lambda source, line: all(key in _with_next(source, line) for key in keys))
    if check.bilingual:
        asked.append(lambda _, line: not _only_thai(line))
    if check.of_year:
        asked.append(lambda source, _: not source.fiscal_years or dossier.fiscal_year in source.fiscal_years)
    return (lambda source, line: all(fits(source, line) for fits in asked)) if asked else None


def counts_something(dossier: Dossier) -> bool:
    """Whether a line says that there was something."""
    return any(_COUNTED.search(arabic_digits(line)) for line, _ in dossier.lines())


def _with_next(source: Source, line: str) -> str:
    """The key of the line and the one behind it: lines of documents break anywhere."""
    place = source.lines.index(line)
    return "".join(map(source.key_of, source.lines[place : place + 2]))


def _only_thai(line: str) -> bool:
    """Whether the line says that what it speaks of is in Thai, and names no other language."""
    return _IN_THAI.search(line) is not None and not _NOT_ONLY.search(arabic_digits(line))
