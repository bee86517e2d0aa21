"""What every command has in common: a request to record something, named in the imperative. It may be refused."""

from abc import abstractmethod
from typing import ClassVar

from msgspec import Struct

from shared.events.streams import (
    audits_stream,
    contacts_stream,
    responses_stream,
    round_stream,
    unit_stream,
    watch_stream,
)


class Command(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request about one unit (its code, e.g. ``TH-49``).

    needs_unit, needs_audits: whether the decision looks at the unit's own state, or at the round's audits.
    needs_watch, needs_sheets: whether it looks at the watch over answers, or at all answer sheets themselves.
    incidental: fields by which a repetition may differ from the request that it repeats.
    any_version: whether the command goes through no matter what was recorded in its stream before.
    """

    needs_unit: ClassVar[bool] = False
    needs_audits: ClassVar[bool] = False
    needs_watch: ClassVar[bool] = False
    needs_sheets: ClassVar[bool] = False
    any_version: ClassVar[bool] = False
    incidental: ClassVar[frozenset[str]] = frozenset()

    unit: str

    @property
    @abstractmethod
    def stream(self) -> str:
        """The stream that takes the events."""


class UnitCommand(Command, frozen=True, kw_only=True):
    """A command about the unit itself."""

    needs_unit: ClassVar[bool] = True

    @property
    def stream(self) -> str:
        """The unit's stream."""
        return unit_stream(self.unit)


class RoundCommand(Command, frozen=True, kw_only=True):
    """A command about the unit's round of one fiscal year (Buddhist, e.g. 2567)."""

    fiscal_year: int

    @property
    def stream(self) -> str:
        """The round's stream."""
        return round_stream(self.unit, self.fiscal_year)


class ResponseCommand(RoundCommand, frozen=True, kw_only=True):
    """A command about the round's survey answers, which never wait for each other."""

    any_version: ClassVar[bool] = True

    @property
    def stream(self) -> str:
        """The stream of the round's answers."""
        return responses_stream(self.unit, self.fiscal_year)


class ContactCommand(RoundCommand, frozen=True, kw_only=True):
    """A command about the round's EIT(2) contacts. What identifies a person in it is sealed already."""

    @property
    def stream(self) -> str:
        """The stream of the round's contacts."""
        return contacts_stream(self.unit, self.fiscal_year)


class AuditCommand(RoundCommand, frozen=True, kw_only=True):
    """A command about the round's website audits."""

    needs_audits: ClassVar[bool] = True

    @property
    def stream(self) -> str:
        """The stream of the round's audits."""
        return audits_stream(self.unit, self.fiscal_year)


class WatchCommand(RoundCommand, frozen=True, kw_only=True):
    """A command about the watch over the round's answers."""

    needs_watch: ClassVar[bool] = True

    @property
    def stream(self) -> str:
        """The stream of the watch."""
        return watch_stream(self.unit, self.fiscal_year)
