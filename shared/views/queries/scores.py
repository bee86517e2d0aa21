"""Scores of one round: now, and as they stood at the end of a day."""

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, cast, select

from shared.events.streams import audits_stream, responses_stream, round_stream
from shared.log import Log
from shared.views.scoring import score_body, score_on
from shared.views.standing import ScoreState
from shared.views.tables import scores, scores_state


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
    return score_body(_state(connection, unit, fiscal_year), unit, fiscal_year, today)


def score_as_of(log: Log, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date; None if the round was not open by then."""
    streams = (stream(unit, fiscal_year) for stream in (round_stream, responses_stream, audits_stream))
    return score_on([event for stream in streams for event in log.read(stream)], unit, fiscal_year, day)


def _state(connection: Connection, unit: str, fiscal_year: int) -> ScoreState:
    kept = scores_state
    query = select(cast(kept.c.state, Text)).where(kept.c.unit == unit, kept.c.fiscal_year == fiscal_year)
    return msgspec.json.decode(connection.execute(query).scalar_one(), type=ScoreState)
