"""How much of a text is Thai, and how much Latin."""

import re
from dataclasses import dataclass

_THAI = re.compile("[\u0e01-\u0e2e]")
_LATIN = re.compile("[A-Za-z]")


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
    return ScriptCounts(thai=len(_THAI.findall(text)), latin=len(_LATIN.findall(text)))
