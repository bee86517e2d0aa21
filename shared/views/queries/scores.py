"""Scores of one round: now, and as they stood at the end of a day."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from shared.log import Log
from shared.views.queries.kept import kept_state, round_events
from shared.views.scoring import score_body, score_on
from shared.views.tables import scores


def score(connection: Connection, unit: str, fiscal_year: int, *, today: date) -> dict[str, Any] | None:
    """The body of ``GET …/score`` for a Bangkok date; None if the round is not opened.

    The kept body holds for the day on which it was computed; on a later one it is computed from the kept state.
    """
    query = select(scores.c.scored_on, scores.c.body).where(scores.c.unit == unit, scores.c.fiscal_year == fiscal_year)
    found = connection.execute(query).one_or_none()
    if found is None:
        return None
    if found.scored_on >= today:
        body: dict[str, Any] = found.body
        return body
    state = kept_state(connection, unit, fiscal_year)
    return score_body(state, unit, fiscal_year, today) if state else None


def score_as_of(log: Log, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date; None if the round was not open by then."""
    return score_on(round_events(log, unit, fiscal_year), unit, fiscal_year, day)
