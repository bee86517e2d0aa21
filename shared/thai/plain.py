"""Text in the one form that everything else here searches, and a search that is fast on long texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.thai.digits import arabic_digits
from shared.thai.normalise import normalise


def plain(text: str) -> str:
    """The text normalised, with Arabic digits; places in it are places in ``normalise(text)``."""
    return arabic_digits(normalise(text))


def starts(characters: str, follow: str) -> tuple[re.Pattern[str], ...]:
    """A pattern for each of the characters with the same behind it, since one character is found ten times faster than
    one of several."""
    return tuple(re.compile(re.escape(character) + follow) for character in characters)


def any_in(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    """Whether one of the patterns is in the text."""
    return any(pattern.search(text) for pattern in patterns)


@dataclass(frozen=True)
class Sought:
    """A pattern with many alternatives, tried only where it can begin at all.

    start: one character, and what must follow it, wherever ``whole`` can match; a pattern for each character, or one
    for those that are too many. To find such places is many times cheaper than to try every month's name at every
    character. signs: of which every match has one, where few texts have any.
    """

    start: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str]
    signs: str = ""

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The same matches as those of ``whole.finditer``."""
        end = 0
        for place in self._places(text):
            if place >= end and (found := self.whole.match(text, place)):
                end = found.end()
                yield found

    def _places(self, text: str) -> list[int]:
        """Where it can begin, in order."""
        if self.signs and not any(sign in text for sign in self.signs):
            return []
        return sorted(place.start() for start in self.start for place in start.finditer(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The same match as that of ``whole.search``."""
        return next(self.finditer(text), None)
