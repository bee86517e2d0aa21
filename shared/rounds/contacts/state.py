"""The list of contacts as its events leave it: who stands on it, under which group."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from shared.events import Recorded
from shared.events.contacts import ContactAdded, ContactCorrected, ContactErased, ContactWithdrawn


class ContactsState(Struct, frozen=True, kw_only=True):
    """version: that of the list's stream. listed: person → what was last recorded of a person on the list."""

    version: int = 0
    listed: dict[str, ContactAdded | ContactCorrected] = {}


def fold_contacts(recorded: Iterable[Recorded], state: ContactsState | None = None) -> ContactsState:
    """The state after these events of the list's stream, starting from ``state`` (or nothing)."""
    current = state or ContactsState()
    for each in recorded:
        current = replace(_after(current, each), version=each.version)
    return current


def _after(state: ContactsState, recorded: Recorded) -> ContactsState:
    match recorded.event:
        case ContactAdded() | ContactCorrected() as event:
            return replace(state, listed={**state.listed, event.person: event})
        case ContactWithdrawn(person=person) | ContactErased(person=person):
            return replace(state, listed={known: event for known, event in state.listed.items() if known != person})
        case _:
            return state
