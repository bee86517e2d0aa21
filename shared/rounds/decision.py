"""What a decision looks at, and the one function that decides. Pure: same command, same facts, same events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import singledispatch

from shared.events import Event
from shared.events.surveys import ResponseRecorded
from shared.rounds.audits.state import AuditsState
from shared.rounds.command import Command
from shared.rounds.contacts.state import ContactsState
from shared.rounds.round import RoundState
from shared.rounds.units.state import UnitState
from shared.rounds.watch.state import WatchState
from shared.rubric.model import Rubric
from shared.settings import BANGKOK

#: What a decision answers: the events to record together, at least one.
Events = tuple[Event, ...]


@dataclass(frozen=True)
class Facts:
    """What is known when a command is decided.

    now: UTC. rubric: that of the opened round, or the one a round shall be opened with; None if there is none.
    sheets: the round's answer sheets by their version.
    A state that the command's class does not ask for may be the empty one.
    """

    now: datetime
    unit: UnitState = field(default_factory=UnitState)
    round: RoundState = field(default_factory=RoundState)
    audits: AuditsState = field(default_factory=AuditsState)
    watch: WatchState = field(default_factory=WatchState)
    sheets: Mapping[int, ResponseRecorded] = field(default_factory=dict)
    contacts: ContactsState = field(default_factory=ContactsState)
    rubric: Rubric | None = None

    @property
    def today(self) -> date:
        """The date in Bangkok."""
        return self.now.astimezone(BANGKOK).date()


@singledispatch
def decide(command: Command, facts: Facts) -> Events:  # noqa: ARG001 - the signature that all decisions share
    """The events that the command leads to. Raises a RuleBroken if it is refused."""
    raise TypeError(f"no decision is written for {type(command).__name__}")
