"""Commands about the surveys. Fields mean what they mean in ``shared.events.surveys``."""

from datetime import date
from typing import ClassVar

from shared.rounds.command import ResponseCommand, RoundCommand
from shared.rubric.model import SurveyId


class RecordResponse(ResponseCommand, frozen=True, kw_only=True):
    """Record one anonymous answer sheet. answers: question id → option id. day: Bangkok date; None for today.

    with_token: whether a token came with it; whether that is good is found when it is spent. hurried, again: see
    ResponseRecorded.
    """

    incidental: ClassVar[frozenset[str]] = frozenset({"with_token", "hurried", "again"})

    instrument: SurveyId
    answers: dict[str, str]
    work_line: str | None = None
    occupation: str | None = None
    day: date | None = None
    with_token: bool = False
    hurried: bool = False
    again: bool = False


class ReportProgress(RoundCommand, frozen=True, kw_only=True):
    """Record counts of answers collected elsewhere, as somebody reported them on a day (Bangkok)."""

    instrument: SurveyId
    reported_on: date
    total: int
    by_work_line: dict[str, int] = {}
    by_occupation: dict[str, int] = {}
    note: str | None = None


class RequireTokens(RoundCommand, frozen=True, kw_only=True):
    """Ask for a single-use token with every answer to a survey, or (``required`` false) no longer."""

    instrument: SurveyId
    required: bool


class IssueTokens(RoundCommand, frozen=True, kw_only=True):
    """Make so many single-use tokens of a survey."""

    instrument: SurveyId
    count: int


class WithdrawTokens(RoundCommand, frozen=True, kw_only=True):
    """Make every token of a survey worthless that nobody has used. count: how many they are."""

    incidental: ClassVar[frozenset[str]] = frozenset({"count"})

    instrument: SurveyId
    count: int
