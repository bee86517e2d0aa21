"""Events of the watch over answers: what looks unlike answers of people, and what the bureau decided about it.

Answers are named by their versions in the stream ``responses/UNIT/YEAR``. Nothing here says who answered.
"""

from collections import Counter
from datetime import date
from typing import ClassVar, Literal

from msgspec import Struct

from shared.events.base import Event

#: Why answers were flagged.
Reason = Literal["straight_lining", "burst", "copies", "hurried", "again"]


class DaySheets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer sheets of one day. work_lines, occupations: id → sheets, of those that name one."""

    count: int
    work_lines: dict[str, int]
    occupations: dict[str, int]


class Sheets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answer sheets of one survey, counted: what an exclusion takes out of every figure.

    count: how many sheets. options: question → option → sheets. days: by Bangkok date.
    """

    count: int
    options: dict[str, dict[str, int]]
    days: dict[date, DaySheets]

    @property
    def work_lines(self) -> dict[str, int]:
        """Line of work → sheets, of all days."""
        return dict(sum((Counter(day.work_lines) for day in self.days.values()), Counter()))


class AnswersFlagged(Event, frozen=True, kw_only=True):
    """Answers look suspicious; a person has to decide. flag: its name in the round, e.g. ``F3``.

    seen: how many such answers there are; expected: how many would be usual (decimal). day, work_line: where it was.
    """

    emitted_by: ClassVar[str] = "worker"

    flag: str
    instrument: Literal["IIT", "EIT1", "EIT2"]
    reason: Reason
    versions: tuple[int, ...]
    seen: int
    expected: str
    day: date | None = None
    work_line: str | None = None


class AnswersExcluded(Event, frozen=True, kw_only=True):
    """The bureau decided that answers do not count. versions: those of the flag that counted until now."""

    flag: str
    instrument: Literal["IIT", "EIT1", "EIT2"]
    versions: tuple[int, ...]
    sheets: Sheets
    reason: str


class AnswersReinstated(Event, frozen=True, kw_only=True):
    """The bureau decided that answers which it had excluded by this flag count after all."""

    flag: str
    instrument: Literal["IIT", "EIT1", "EIT2"]
    versions: tuple[int, ...]
    sheets: Sheets
    reason: str
