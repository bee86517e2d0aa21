"""View ``scores``: the projected score of each round, computed once for each round that a batch touches.

The score also depends on the date (what is still open can still be earned): ``scored_on`` says for which Bangkok date
the row holds; a later read computes it again from the kept state.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, select

from services.worker.projections.base import Folding
from services.worker.projections.rows import Key, Row, read_states, upsert
from shared.events import Recorded
from shared.settings import BANGKOK
from shared.views import tables
from shared.views.scoring import score_rows
from shared.views.standing import SCORE_EVENTS, ScoreState, evolve_by_all, evolve_score


def bangkok_today() -> date:
    """The date in Bangkok now."""
    return datetime.now(BANGKOK).date()


class ScoresView(Folding[ScoreState]):
    """See the module. today: the Bangkok date to score for."""

    name = "scores"
    version = 7
    first = True
    table = tables.scores
    state_table = tables.scores_state
    state_type = ScoreState
    handles = SCORE_EVENTS

    def __init__(self, today: Callable[[], date] = bangkok_today) -> None:
        self._today = today

    def apply(self, state: ScoreState, recorded: Recorded) -> None:
        """See Folding."""
        evolve_score(state, recorded)

    def fold(self, state: ScoreState, events: Iterable[Recorded]) -> None:
        """See Folding."""
        evolve_by_all(state, events)

    def rows(self, key: Key, state: ScoreState) -> Iterable[Row]:
        """Two rows, once the round is open."""
        return score_rows(state, *key, self._today())

    def write(self, connection: Connection, states: Mapping[Key, ScoreState]) -> None:
        """See Folding. A round that was opened once stays open, so no row is ever to be removed."""
        upsert(connection, tables.scores, [row for key, state in states.items() for row in self.rows(key, state)])

    def rescore(self, connection: Connection, day: date, limit: int) -> int:
        """Score anew at most ``limit`` rounds whose row is for an earlier day; how many. The caller has the lane."""
        scores = tables.scores
        query = (
            select(scores.c.unit, scores.c.fiscal_year).where(scores.c.coarse, scores.c.scored_on < day).limit(limit)
        )
        keys = [(row.unit, row.fiscal_year) for row in connection.execute(query)]
        kept = read_states(connection, self.state_table, keys)
        rows = [row for key, state in kept.items() for row in score_rows(self.decode(state), *key, day)]
        upsert(connection, scores, rows)
        return len(keys)
