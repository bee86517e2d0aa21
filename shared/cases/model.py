"""What a case is: a real round as a document tells it, with its contradictions. See the YAML files beside it."""

from datetime import UTC, date, datetime, time
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from shared.rubric.model import Model, Text
from shared.settings import BANGKOK


class ListedOfficer(Model):
    """A person of the unit. name: the chosen spelling; spellings: all others that the document prints."""

    name: str
    rank: str | None = None
    position: str | None = None
    work_line: str | None = None
    spellings: tuple[str, ...] = ()


class Fact(Model):
    """One thing that the document states, as a command (``shared.rounds``) without unit and fiscal year.

    occurred_at: a moment with time zone, or a Bangkok date where no time is told. date_basis: why this date, where the
    document gives none. source: ids of places.
    """

    id: str
    command: str
    occurred_at: AwareDatetime | date
    date_basis: Text | None = None
    source: tuple[str, ...] = Field(min_length=1)
    data: dict[str, Any]

    @property
    def moment(self) -> datetime:
        """When it happened (UTC); a date without time begins at midnight in Bangkok."""
        if isinstance(self.occurred_at, datetime):
            return self.occurred_at.astimezone(UTC)
        return datetime.combine(self.occurred_at, time(), tzinfo=BANGKOK).astimezone(UTC)


class ItemRow(Model):
    """An item in a table that assigns items, as printed. under: the sub-indicator whose heading it stands below."""

    item: str
    code: str
    under: str
    title: str
    officers: tuple[str, ...]
    supervisors: tuple[str, ...]
    due: date | None = None


class AttendanceList(Model):
    """Who came to a meeting according to one place. absent: name → reason, as printed."""

    present: tuple[str, ...]
    absent: dict[str, str] = {}


class Reading(Model):
    """What the places of the document say of one matter. says: place → words, or names of officers."""

    matter: str
    what: Text
    says: dict[str, str | tuple[str, ...]] = Field(min_length=2)


class Choice(Model):
    """A contradiction that is known: what was chosen and why.

    about: keys of what the program finds (see ``findings``). chosen: one of the variants, or the place followed.
    """

    id: str
    what: Text
    about: tuple[str, ...] = Field(min_length=1)
    chosen: str
    why: Text


class Case(Model):
    """A real round. places: id → words. mentions: place → officers' names as printed there, with rank.

    attendance: meeting number → place → who came. item_tables: place → rows. gaps: what the document leaves out.
    """

    id: str
    title: Text
    unit: str
    fiscal_year: int
    document: Text
    places: dict[str, Text]
    officers: tuple[ListedOfficer, ...]
    facts: tuple[Fact, ...]
    mentions: dict[str, tuple[str, ...]] = {}
    attendance: dict[str, dict[str, AttendanceList]] = {}
    item_tables: dict[str, tuple[ItemRow, ...]] = {}
    readings: tuple[Reading, ...] = ()
    contradictions: tuple[Choice, ...] = ()
    gaps: tuple[Text, ...] = ()

    def place(self, reference: str, language: Literal["th", "en"] = "th") -> str:
        """The words for a place; ``calendar-2 O19`` is a place and an item in it."""
        place, _, item = reference.partition(" ")
        words: str = getattr(self.places[place], language)
        return f"{words} {item}".strip()
