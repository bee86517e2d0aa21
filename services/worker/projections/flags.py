"""View ``flags``: answers that look suspicious, and what the bureau decided about them."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.watch import AnswersExcluded, AnswersFlagged, AnswersReinstated
from shared.views import tables


class Flag(msgspec.Struct):
    """One flag and the last decision about it. excluded: sheets that do not count because of it."""

    event: AnswersFlagged
    flagged_at: datetime
    simulated: bool
    position: int
    excluded: int = 0
    decided_at: datetime | None = None
    decided_by: str | None = None
    decision_reason: str | None = None


class FlagsState(msgspec.Struct):
    """The flags of a round by name, in the order in which they were raised."""

    flags: dict[str, Flag] = {}


class FlagsView(Folding[FlagsState]):
    """See the module."""

    name = "flags"
    table = tables.flags
    state_table = tables.flags_state
    state_type = FlagsState
    handles = frozenset({AnswersFlagged, AnswersExcluded, AnswersReinstated})

    def apply(self, state: FlagsState, recorded: Recorded) -> None:
        """See Folding."""
        match recorded.event:
            case AnswersFlagged() as event:
                state.flags[event.flag] = Flag(event, recorded.happened_at, recorded.meta.simulated, recorded.position)
            case AnswersExcluded() as event:
                _decide(state.flags[event.flag], recorded, event.reason, excluded=event.sheets.count)
            case AnswersReinstated() as event:
                _decide(state.flags[event.flag], recorded, event.reason, excluded=0)

    def rows(self, key: Key, state: FlagsState) -> Iterable[Row]:
        """One row for each flag."""
        whose = {"unit": key[0], "fiscal_year": key[1]}
        return [whose | _row(flag) | {"number": number} for number, flag in enumerate(state.flags.values(), start=1)]


def _decide(flag: Flag, recorded: Recorded, reason: str, *, excluded: int) -> None:
    flag.excluded, flag.decision_reason, flag.position = excluded, reason, recorded.position
    flag.decided_at, flag.decided_by = recorded.happened_at, recorded.meta.actor


def _row(flag: Flag) -> dict[str, object]:
    event = flag.event
    return {
        "flag": event.flag,
        "instrument": event.instrument,
        "reason": event.reason,
        "day": event.day,
        "work_line": event.work_line,
        "sheets": len(event.versions),
        "seen": event.seen,
        "expected": event.expected,
        "excluded": flag.excluded,
        "flagged_at": flag.flagged_at,
        "decided_at": flag.decided_at,
        "decided_by": flag.decided_by,
        "decision_reason": flag.decision_reason,
        "simulated": flag.simulated,
        "position": flag.position,
    }
