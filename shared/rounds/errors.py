"""Rules of the assessment that a command can break.

RuleBroken
├── NotFound   what the command names does not exist
├── Invalid    what the command says cannot be
└── Conflict   what the command wants cannot be done now

Each rule is one class: ``code`` is stable (kebab-case), ``th`` and ``en`` are sentences for people; words in braces are
filled from the details. The classes stand in ``not_found``, ``invalid`` and ``conflict``.
"""

import re
from datetime import datetime
from typing import Any, ClassVar

from shared.events import Text
from shared.settings import BANGKOK
from shared.thai import format_date

#: A date, or an instant, by ISO 8601.
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")


class RuleBroken(Exception):
    """A command was refused and nothing was recorded.

    title: the sentence for people. details: plain values, what was given and what would be allowed.
    """

    code: ClassVar[str]
    th: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **details: Any) -> None:
        self.details = details
        words = {name: _said(value) for name, value in details.items()}
        thai = {name: _dated(value) for name, value in words.items()}
        self.title = Text(th=self.th.format(**thai), en=self.en.format(**words))
        super().__init__(f"{self.code}: {self.title.en}")


def _said(value: Any) -> Any:
    """A value as it stands in a sentence: a list with commas."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _dated(value: Any) -> Any:
    """A value as it stands in a Thai sentence: a date is Buddhist, an instant is one in Bangkok."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value  # it looks like a date, and is none
    local = at.astimezone(BANGKOK) if at.tzinfo else at
    return format_date(local.date()) + (f" {local:%H:%M} น." if "T" in value else "")


class NotFound(RuleBroken):
    """What the command names does not exist."""


class Invalid(RuleBroken):
    """What the command says cannot be, now or ever."""


class Conflict(RuleBroken):
    """What the command wants cannot be done in the present state."""
