"""Events that prepare a round: who does what until when, and how many answers are needed."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from shared.events.base import Event, Text


class RoundOpened(Event, frozen=True, kw_only=True):
    """A unit takes part in the assessment of a fiscal year (Buddhist) by the criteria of a rubric."""

    unit: str
    fiscal_year: int
    rubric: str


class Officer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person of the unit. spellings: other ways in which documents write the name."""

    name: str
    rank: str | None = None
    position: str | None = None
    work_line: str | None = None
    spellings: tuple[str, ...] = ()


class OfficersListed(Event, frozen=True, kw_only=True):
    """These persons serve in the unit: only they can be given work. Adds to those listed before."""

    officers: tuple[Officer, ...]


class StaffCounted(Event, frozen=True, kw_only=True):
    """How many of the unit's staff may answer the staff survey (at least one year in the unit on ``as_of``)."""

    eligible: int
    as_of: date | None = None


class OrderIssued(Event, frozen=True, kw_only=True):
    """The head's order that starts the work. number: as written, e.g. ``222/2566``."""

    number: str
    dated: date
    title: str
    signed_by: str | None = None
    purposes: tuple[str, ...] = ()
    note: str | None = None


class CommitteeMember(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A member of the committee; role as the order words it."""

    name: str
    role: str
    rank: str | None = None
    position: str | None = None


class CommitteeAppointed(Event, frozen=True, kw_only=True):
    """The committee that drives and follows the assessment, with its duties. Its members serve in the unit."""

    members: tuple[CommitteeMember, ...]
    duties: tuple[str, ...] = ()


class CalendarStep(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the calendar of activities. starts and ends: inclusive dates."""

    id: str
    phase: str
    title: Text
    starts: date
    ends: date
    details: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()


class CalendarSet(Event, frozen=True, kw_only=True):
    """The calendar of the round, replacing an earlier one."""

    title: str
    steps: tuple[CalendarStep, ...]


class QuotaSet(Event, frozen=True, kw_only=True):
    """How many answers a survey needs (minimum), aims at (target), and from which lines of work at least."""

    instrument: Literal["IIT", "EIT1", "EIT2"]
    minimum: int
    target: int | None = None
    by_work_line: dict[str, int] = {}


class CoordinatorAssigned(Event, frozen=True, kw_only=True):
    """A line of work brings in the EIT(2) contacts of one group (its id in the rubric)."""

    group: str
    work_line: str
    officers: tuple[str, ...] = ()


class ItemAssigned(Event, frozen=True, kw_only=True):
    """Officers prepare an item until a date; supervisors check them. Replaces an earlier assignment of the item."""

    item: str
    officers: tuple[str, ...]
    supervisors: tuple[str, ...] = ()
    due: date | None = None
    note: str | None = None


class AdministratorAppointed(Event, frozen=True, kw_only=True):
    """The officer who runs the unit's account in the assessment system (ผู้ดูแลระบบ)."""

    officer: str
    duties: str | None = None


class Attendance(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who was (or was not) at a meeting; reason: why absent."""

    name: str
    role: str | None = None
    present: bool = True
    reason: str | None = None


class AgendaItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One point of the agenda, what was said, and what was resolved."""

    number: int
    title: str
    discussion: tuple[str, ...] = ()
    resolution: str | None = None


class MeetingHeld(Event, frozen=True, kw_only=True):
    """A meeting of the committee or the staff. number: e.g. ``1/2567``, None for one outside the series.

    started_at, ended_at: with time zone.
    """

    number: str | None
    title: str
    started_at: datetime
    ended_at: datetime | None = None
    place: str | None = None
    chair: str | None = None
    attendance: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    directives: tuple[str, ...] = ()
    minutes_by: str | None = None
    checked_by: str | None = None


class MeasureTaken(Event, frozen=True, kw_only=True):
    """A measure that raises integrity (items O23 and O24), with its results."""

    id: str
    area: str
    title: str
    results: tuple[str, ...]
    note: str | None = None
