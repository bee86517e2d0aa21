"""What is known of a round, and how it evolves. Each subject's ``state`` module says what its events change."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import singledispatch

import msgspec
from msgspec import Struct

from shared.events import Event, Recorded
from shared.events.preparation import (
    AdministratorAppointed,
    CalendarSet,
    CommitteeAppointed,
    CoordinatorAssigned,
    MeasureTaken,
    MeetingHeld,
    Officer,
    OrderIssued,
    QuotaSet,
    RoundOpened,
    StaffCounted,
)
from shared.events.surveys import ProgressReported
from shared.rounds.item import ItemState


class RoundState(Struct, frozen=True, kw_only=True):
    """A round as its stream tells; empty as long as it is not opened. version: of its stream.

    officers: by canonical name, those listed and the committee's members. items: only those something happened to,
    use ``item()``. quotas, progress: by survey (the latest). tokens: by survey, whether it asks for one.
    coordinators: by group. measures: by id.
    """

    version: int = 0
    opening: RoundOpened | None = None
    officers: dict[str, Officer] = {}
    staff: StaffCounted | None = None
    order: OrderIssued | None = None
    committee: CommitteeAppointed | None = None
    administrator: AdministratorAppointed | None = None
    calendar: CalendarSet | None = None
    quotas: dict[str, QuotaSet] = {}
    coordinators: dict[str, CoordinatorAssigned] = {}
    items: dict[str, ItemState] = {}
    meetings: tuple[MeetingHeld, ...] = ()
    measures: dict[str, MeasureTaken] = {}
    progress: dict[str, ProgressReported] = {}
    tokens: dict[str, bool] = {}
    certified_at: datetime | None = None

    @property
    def opened(self) -> bool:
        """Whether the unit takes part."""
        return self.opening is not None

    @property
    def certified(self) -> bool:
        """Whether the head has certified the round, which closes its work."""
        return self.certified_at is not None

    @property
    def rubric(self) -> str | None:
        """The id of the rubric that the round goes by."""
        return self.opening.rubric if self.opening else None

    @property
    def staff_count(self) -> int | None:
        """How many of the staff may answer the staff survey; None if nobody counted."""
        return self.staff.eligible if self.staff else None

    def item(self, item_id: str) -> ItemState:
        """What is known of an item; an empty state if nothing happened to it."""
        return self.items.get(item_id, _UNTOUCHED)

    def with_item(self, item_id: str, change: Callable[[ItemState], ItemState]) -> "RoundState":
        """The same round with one item changed."""
        return msgspec.structs.replace(self, items={**self.items, item_id: change(self.item(item_id))})


_UNTOUCHED = ItemState()


def fold_round(recorded: Iterable[Recorded], state: RoundState | None = None) -> RoundState:
    """The state after these events of the round's stream, starting from ``state`` (or nothing)."""
    current = state or RoundState()
    for each in recorded:
        current = msgspec.structs.replace(evolve_round(each.event, current, each), version=each.version)
    return current


@singledispatch
def evolve_round(event: Event, state: RoundState, recorded: Recorded) -> RoundState:  # noqa: ARG001 - shared signature
    """The state after one event; events of other streams change nothing."""
    return state
