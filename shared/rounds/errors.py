"""Rules of the assessment that a command can break.

RuleBroken
├── NotFound   what the command names does not exist
├── Invalid    what the command says cannot be
└── Conflict   what the command wants cannot be done now

Each rule is one class: ``code`` is stable (kebab-case), ``th`` and ``en`` are sentences for people; words in braces are
filled from the details. The classes stand in ``not_found``, ``invalid`` and ``conflict``.
"""

from typing import Any, ClassVar

from shared.events import Text


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
        self.title = Text(th=self.th.format(**words), en=self.en.format(**words))
        super().__init__(f"{self.code}: {self.title.en}")


def _said(value: Any) -> Any:
    """A value as it stands in a sentence: a list with commas."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


class NotFound(RuleBroken):
    """What the command names does not exist."""


class Invalid(RuleBroken):
    """What the command says cannot be, now or ever."""


class Conflict(RuleBroken):
    """What the command wants cannot be done in the present state."""
