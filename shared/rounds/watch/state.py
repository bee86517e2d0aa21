"""What the watch over a round's answers has come to: flags, and what each of them excludes."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from shared.events import Event, Recorded
from shared.events.watch import AnswersExcluded, AnswersFlagged, AnswersReinstated


class WatchState(Struct, frozen=True, kw_only=True):
    """version: of the stream. flags: by name, in the order in which they were raised. excluded: by flag."""

    version: int = 0
    flags: dict[str, AnswersFlagged] = {}
    excluded: dict[str, AnswersExcluded] = {}

    @property
    def out(self) -> set[int]:
        """Versions of the answers that do not count now."""
        return {version for exclusion in self.excluded.values() for version in exclusion.versions}


def fold_watch(recorded: Iterable[Recorded], state: WatchState | None = None) -> WatchState:
    """The state after these events of the stream, starting from ``state`` (or nothing)."""
    current = state or WatchState()
    for each in recorded:
        current = replace(_evolve(current, each.event), version=each.version)
    return current


def _evolve(state: WatchState, event: Event) -> WatchState:
    match event:
        case AnswersFlagged(flag=flag):
            return replace(state, flags={**state.flags, flag: event})
        case AnswersExcluded(flag=flag):
            return replace(state, excluded={**state.excluded, flag: event})
        case AnswersReinstated(flag=flag):
            return replace(state, excluded={name: kept for name, kept in state.excluded.items() if name != flag})
        case _:
            return state
