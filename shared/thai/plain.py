"""Text in the one form that everything else here searches, and a search that is fast on long texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.thai.digits import arabic_digits
from shared.thai.normalise import normalise


def plain(text: str) -> str:
    """The text normalised, with Arabic digits; places in it are places in ``normalise(text)``."""
    return arabic_digits(normalise(text))


@dataclass(frozen=True)
class Sought:
    """A pattern with many alternatives, tried only where it can begin at all.

    start: one character, and what must follow it, wherever ``whole`` can match. To find such places is many times
    cheaper than to try every month's name at every character.
    """

    start: re.Pattern[str]
    whole: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The same matches as those of ``whole.finditer``."""
        end = 0
        for place in self.start.finditer(text):
            if place.start() >= end and (found := self.whole.match(text, place.start())):
                end = found.end()
                yield found

    def search(self, text: str) -> re.Match[str] | None:
        """The same match as that of ``whole.search``."""
        return next(self.finditer(text), None)
