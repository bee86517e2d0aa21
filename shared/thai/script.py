"""How much of a text is Thai, and how much Latin."""

import string
from dataclasses import dataclass

from shared.thai.single_bytes import to_bytes

#: Every Thai consonant and Latin letter; characters without a byte are neither.
_THAI = bytes(range(0xA1, 0xCF))
_LATIN = string.ascii_letters.encode()


@dataclass(frozen=True)
class ScriptCounts:
    """Numbers of Thai consonants and Latin letters in a text."""

    thai: int
    latin: int

    @property
    def thai_ratio(self) -> float | None:
        """Share of Thai, 0 to 1; None where there are no letters."""
        return self.thai / (self.thai + self.latin) if self.thai + self.latin else None

    @property
    def latin_ratio(self) -> float | None:
        """Share of Latin, 0 to 1; None where there are no letters."""
        return None if self.thai_ratio is None else 1 - self.thai_ratio


def script_counts(text: str) -> ScriptCounts:
    """The letters of each script. Thai vowels and marks do not count, so that both count about one per sound."""
    signs = to_bytes(text, "ignore")
    return ScriptCounts(thai=_count(signs, _THAI), latin=_count(signs, _LATIN))


def foreign_letters(text: str) -> int:
    """The letters of all scripts but Thai. Texts whose characters have a byte each have no others than Latin ones."""
    try:
        return _count(to_bytes(text), _LATIN)
    except UnicodeEncodeError:
        return sum(letter.isalpha() and not "\u0e00" <= letter <= "\u0e7f" for letter in text)


def _count(signs: bytes, wanted: bytes) -> int:
    return len(signs) - len(signs.translate(None, wanted))
