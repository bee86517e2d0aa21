"""Scores of one round: now, and as they stood at the end of a day."""

from datetime import date
from typing import Any

from sqlalchemy import Connection

from shared.log import Log
from shared.views.queries.kept import kept_state, round_events
from shared.views.scoring import score_body, score_on
from shared.views.standing import ScoreState, as_shown


def score(
    connection: Connection, unit: str, fiscal_year: int, *, today: date, coarse: bool = False
) -> dict[str, Any] | None:
    """The body of ``GET …/score`` for a Bangkok date; None if the round is not opened. coarse: see ``state_on``."""
    state = kept_state(connection, unit, fiscal_year)
    return None if state is None else score_of(state, unit, fiscal_year, today=today, coarse=coarse)


def score_of(state: ScoreState, unit: str, fiscal_year: int, *, today: date, coarse: bool) -> dict[str, Any] | None:
    """The same of a state that is known."""
    return score_body(as_shown(state) if coarse else state, unit, fiscal_year, today)


def score_as_of(log: Log, unit: str, fiscal_year: int, day: date, *, coarse: bool = False) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date; None if the round was not open by then."""
    return score_on(round_events(log, unit, fiscal_year), unit, fiscal_year, day, coarse=coarse)
