"""Events of the surveys."""

from datetime import date
from typing import Literal

from shared.events.base import Event


class ResponseRecorded(Event, frozen=True, kw_only=True):
    """One anonymous answer sheet. answers: question id → option id. day: Bangkok date, never a time."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    answers: dict[str, str]
    day: date
    work_line: str | None = None
    occupation: str | None = None


class ProgressReported(Event, frozen=True, kw_only=True):
    """Counts of answers collected elsewhere, as somebody reported them. They are counts: no answer is known."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    reported_on: date
    total: int
    by_work_line: dict[str, int] = {}
    by_occupation: dict[str, int] = {}
    note: str | None = None
