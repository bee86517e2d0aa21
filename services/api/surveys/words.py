"""The words of the survey pages, one file a language: Thai and English are whole, the others drafts with gaps.

A text that a language does not have is shown in English, else in Thai, and carries the language that it is in, so that
screen readers pronounce it right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from markupsafe import Markup

from shared.rubric.model import Text
from shared.thai import BUDDHIST_OFFSET, format_date

#: In the order of the language chooser.
LANGUAGES = ("th", "en", "lo", "my", "km", "vi", "zh")
#: Languages that are whole, and whose texts stand in the rubric.
WHOLE = ("th", "en")
#: Where a text comes from that a language lacks.
FALLBACK = ("en", "th")


@dataclass(frozen=True)
class Said:
    """A text and the language that it is in; on a page of another language it is marked as such."""

    text: str
    language: str
    page: str

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        if self.language == self.page:
            return str(Markup.escape(self.text))
        return str(Markup('<span lang="{}">{}</span>').format(self.language, self.text))


@dataclass(frozen=True)
class Words:
    """All words in one language."""

    language: str

    @property
    def official(self) -> bool:
        """Whether the translation is whole and reviewed; the others say of themselves that they are drafts."""
        status: str = _file(self.language)["status"]
        return status == "complete"

    def __call__(self, key: str, /, **values: object) -> Said:
        """The text with its places filled. Raises KeyError for an unknown key."""
        for language in (self.language, *FALLBACK):
            text = _file(language)["words"].get(key)
            if text is not None:
                return Said(text.format(**values), language, self.language)
        raise KeyError(key)

    def of(self, rubric: str, part: str, text_id: str, text: Text) -> Said:
        """A text of a rubric. part: ``questions``, ``options``, ``work_lines``, ``occupations`` or ``eligibility``."""
        if self.language in WHOLE:
            return Said(getattr(text, self.language), self.language, self.language)
        found = _file(self.language)["rubrics"].get(rubric, {}).get(part, {}).get(text_id)
        return Said(found, self.language, self.language) if found else Said(text.en, "en", self.language)

    def day(self, value: date | None) -> str:
        """A date as this language writes it: Buddhist years in Thai; dots where it is not known."""
        if value is None:
            return "…"
        if self.language == "th":
            return format_date(value)
        pattern: str = _file(self.language)["day"]
        return pattern.format(day=value.day, month=value.month, month_en=f"{value:%B}", year=value.year)

    def year(self, buddhist: int) -> str:
        """A fiscal year: with the Gregorian one in which it ends, except in Thai."""
        return str(buddhist) if self.language == "th" else f"{buddhist} ({buddhist - BUDDHIST_OFFSET})"


def chooser() -> Mapping[str, str]:
    """Language → its own name."""
    return {language: _file(language)["name"] for language in LANGUAGES}


@cache
def _file(language: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("words", f"{language}.yaml").read_text("utf-8")
    )
    return content
