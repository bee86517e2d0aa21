"""The order of a Thai dictionary, without a locale or ICU."""

import re

_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
#: Signs that decide only between words that are otherwise equal: MAITAIKHU, tone marks, THANTHAKHAT and so on.
_SECONDARY = re.compile("[\u0e47-\u0e4e]")

#: First what decides, then the signs with the position of what they stand on, then the text itself.
SortKey = tuple[str, tuple[tuple[int, str], ...], str]


def sort_key(text: str) -> SortKey:
    """A key for ``sorted``: consonants come before the vowels written in front of them; tones decide last."""
    swapped = _LEADING_VOWEL.sub(r"\2\1", text).casefold()
    signs = tuple((found.start() - seen, found.group()) for seen, found in enumerate(_SECONDARY.finditer(swapped)))
    return _SECONDARY.sub("", swapped), signs, text
