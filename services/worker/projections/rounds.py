"""View ``rounds``: what the order, committee, calendar, meetings and measures of a round say, as one document."""

from collections.abc import Iterable
from typing import Any

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested, FindingChanged, SnapshotsRemoved
from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersFlagged, AnswersReinstated
from shared.rounds import RoundState, fold_round
from shared.views import tables

_WATCH = (AnswersFlagged, AnswersExcluded, AnswersReinstated)
_AUDITS = (AuditRequested, FindingChanged, AuditCompleted, AuditFailed, SnapshotsRemoved)
_ELSEWHERE = (ResponseRecorded, *_WATCH, *_AUDITS)


class RoundViewState(msgspec.Struct):
    """The round as its decisions see it, and whether any of it is made up."""

    round: RoundState = msgspec.field(default_factory=RoundState)
    simulated: bool = False
    position: int = 0


class RoundsView(Folding[RoundViewState]):
    """See the module. Every event of the round's stream moves its version, so none passes unseen."""

    name = "rounds"
    table = tables.rounds
    state_table = tables.rounds_state
    state_type = RoundViewState
    handles = frozenset()

    @property
    def skips(self) -> frozenset[str]:
        """What is recorded in streams of its own: answers, their watch, and audits."""
        return frozenset(kind.__name__ for kind in _ELSEWHERE)

    def relevant(self, recorded: Recorded) -> bool:
        """All of the round's own stream."""
        return recorded.stream.startswith("round/")

    def apply(self, state: RoundViewState, recorded: Recorded) -> None:
        """See Folding."""
        state.round = fold_round([recorded], state.round)
        state.simulated = state.simulated or recorded.meta.simulated
        state.position = recorded.position

    def rows(self, key: Key, state: RoundViewState) -> Iterable[Row]:
        """One row, once the round is open."""
        if not state.round.opened:
            return ()
        row = {
            "unit": key[0],
            "fiscal_year": key[1],
            "rubric": state.round.rubric,
            "version": state.round.version,
            "certified_at": state.round.certified_at,
            "simulated": state.simulated,
            "document": document(state.round),
            "position": state.position,
        }
        return [row]


def document(state: RoundState) -> dict[str, Any]:
    """The parts of a round that people read, as they were recorded; null or empty where nothing is recorded yet."""
    return {
        "order": state.order,
        "committee": state.committee,
        "administrator": state.administrator,
        "officers": list(state.officers.values()),
        "staff_count": state.staff,
        "calendar": state.calendar,
        "coordinators": list(state.coordinators.values()),
        "meetings": state.meetings,
        "measures": list(state.measures.values()),
        "progress": list(state.progress.values()),
        "certified": state.certified,
    }
