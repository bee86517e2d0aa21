"""Commands that prepare a round. Fields mean what they mean in ``shared.events.preparation``.

Lines of work and groups may be given by id, title or alias, people by any recorded spelling, with or without rank.
"""

from datetime import date, datetime
from typing import ClassVar

from shared.events.preparation import AgendaItem, Attendance, CalendarStep, CommitteeMember, Officer
from shared.rounds.command import RoundCommand
from shared.rubric.model import SurveyId


class OpenRound(RoundCommand, frozen=True, kw_only=True):
    """Let the unit take part in the assessment of the fiscal year, by the criteria of ``rubric``."""

    needs_unit: ClassVar[bool] = True

    rubric: str


class ListOfficers(RoundCommand, frozen=True, kw_only=True):
    """Name persons who serve in the unit, or tell more of those already named.

    distinct: states that names very like those of others are other persons, not other spellings.
    """

    officers: tuple[Officer, ...]
    distinct: bool = False


class CountStaff(RoundCommand, frozen=True, kw_only=True):
    """Record how many of the staff may answer the staff survey."""

    eligible: int
    as_of: date | None = None


class IssueOrder(RoundCommand, frozen=True, kw_only=True):
    """Record the head's order that starts the work."""

    number: str
    dated: date
    title: str
    signed_by: str | None = None
    purposes: tuple[str, ...] = ()
    note: str | None = None


class AppointCommittee(RoundCommand, frozen=True, kw_only=True):
    """Appoint the committee; its members serve in the unit from then on. Replaces an earlier one."""

    members: tuple[CommitteeMember, ...]
    duties: tuple[str, ...] = ()


class AppointAdministrator(RoundCommand, frozen=True, kw_only=True):
    """Appoint the officer who runs the unit's account in the assessment system (ผู้ดูแลระบบ)."""

    officer: str
    duties: str | None = None


class SetCalendar(RoundCommand, frozen=True, kw_only=True):
    """Set the round's calendar of activities. Replaces an earlier one."""

    title: str
    steps: tuple[CalendarStep, ...]


class SetQuota(RoundCommand, frozen=True, kw_only=True):
    """Set how many answers a survey needs, in all and by line of work."""

    instrument: SurveyId
    minimum: int
    target: int | None = None
    by_work_line: dict[str, int] = {}


class AssignCoordinator(RoundCommand, frozen=True, kw_only=True):
    """Let a line of work bring in the EIT(2) contacts of one group."""

    group: str
    work_line: str
    officers: tuple[str, ...] = ()


class AssignItem(RoundCommand, frozen=True, kw_only=True):
    """Let officers prepare an item until a date, and supervisors check them. Replaces an earlier assignment."""

    item: str
    officers: tuple[str, ...]
    supervisors: tuple[str, ...] = ()
    due: date | None = None
    note: str | None = None


class HoldMeeting(RoundCommand, frozen=True, kw_only=True):
    """Record a meeting and its minutes."""

    title: str
    started_at: datetime
    number: str | None = None
    ended_at: datetime | None = None
    place: str | None = None
    chair: str | None = None
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    directives: tuple[str, ...] = ()
    minutes_by: str | None = None
    checked_by: str | None = None


class TakeMeasure(RoundCommand, frozen=True, kw_only=True):
    """Record a measure that raises integrity, with its results. The same id again tells newer results."""

    id: str
    area: str
    title: str
    results: tuple[str, ...]
    note: str | None = None
