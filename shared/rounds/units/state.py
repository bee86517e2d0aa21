"""What is known of a unit."""

from collections.abc import Iterable
from functools import singledispatch

import msgspec
from msgspec import Struct

from shared.events import Event, Recorded
from shared.events.units import UnitRegistered, UnitWebsiteChanged


class UnitState(Struct, frozen=True, kw_only=True):
    """A unit as its stream tells; empty as long as it is not registered. version: of its stream."""

    version: int = 0
    registration: UnitRegistered | None = None
    website_url: str | None = None
    website_is_replica: bool = False

    @property
    def registered(self) -> bool:
        """Whether the unit is known."""
        return self.registration is not None


def fold_unit(recorded: Iterable[Recorded], state: UnitState | None = None) -> UnitState:
    """The state after these events of the unit's stream, starting from ``state`` (or nothing)."""
    current = state or UnitState()
    for each in recorded:
        current = msgspec.structs.replace(_evolved(each.event, current), version=each.version)
    return current


@singledispatch
def _evolved(event: Event, state: UnitState) -> UnitState:
    return state


@_evolved.register
def _(event: UnitRegistered, state: UnitState) -> UnitState:
    return msgspec.structs.replace(
        state, registration=event, website_url=event.website_url, website_is_replica=event.website_is_replica
    )


@_evolved.register
def _(event: UnitWebsiteChanged, state: UnitState) -> UnitState:
    return msgspec.structs.replace(state, website_url=event.website_url, website_is_replica=event.website_is_replica)
