"""Commands about the surveys. Fields mean what they mean in ``shared.events.surveys``."""

from datetime import date

from shared.rounds.command import ResponseCommand, RoundCommand
from shared.rubric.model import SurveyId


class RecordResponse(ResponseCommand, frozen=True, kw_only=True):
    """Record one anonymous answer sheet. answers: question id → option id. day: Bangkok date; None for today."""

    instrument: SurveyId
    answers: dict[str, str]
    work_line: str | None = None
    occupation: str | None = None
    day: date | None = None


class ReportProgress(RoundCommand, frozen=True, kw_only=True):
    """Record counts of answers collected elsewhere, as somebody reported them on a day (Bangkok)."""

    instrument: SurveyId
    reported_on: date
    total: int
    by_work_line: dict[str, int] = {}
    by_occupation: dict[str, int] = {}
    note: str | None = None
