"""Commands about suspicious answers. Fields mean what they mean in ``shared.events.watch``."""

from datetime import date
from typing import ClassVar

from shared.events.watch import Reason
from shared.rounds.command import WatchCommand
from shared.rubric.model import SurveyId


class FlagAnswers(WatchCommand, frozen=True, kw_only=True):
    """Flag answers for a person to look at. Those that are flagged for the same reason already are left out."""

    instrument: SurveyId
    reason: Reason
    versions: tuple[int, ...]
    seen: int
    expected: str
    day: date | None = None
    work_line: str | None = None


class ExcludeAnswers(WatchCommand, frozen=True, kw_only=True):
    """Let the answers of a flag no longer count. reason: for the record."""

    needs_sheets: ClassVar[bool] = True

    flag: str
    reason: str


class ReinstateAnswers(WatchCommand, frozen=True, kw_only=True):
    """Let the answers count again that a flag excluded."""

    flag: str
    reason: str
