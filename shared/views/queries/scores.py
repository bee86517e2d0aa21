"""Scores of one round: now, and as they stood at the end of a day."""

from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Text, cast, select

from shared.log import Log
from shared.views.queries.kept import kept_state, round_events
from shared.views.scoring import score_body, score_on
from shared.views.tables import scores


class Kept(NamedTuple):
    """The body of ``GET …/score`` as JSON, and the position that it stands for."""

    body: bytes
    position: int


def score(connection: Connection, unit: str, fiscal_year: int, *, today: date) -> dict[str, Any] | None:
    """The body of ``GET …/score`` for a Bangkok date; None if the round is not opened."""
    found = kept_score(connection, unit, fiscal_year, today=today)
    return None if found is None else msgspec.json.decode(found.body)


def kept_score(connection: Connection, unit: str, fiscal_year: int, *, today: date) -> Kept | None:
    """The same as the view keeps it.

    The kept body holds for the day on which it was computed; on a later one it is computed from the kept state.
    """
    query = select(scores.c.scored_on, cast(scores.c.body, Text).label("body"), scores.c.position)
    found = connection.execute(query.where(scores.c.unit == unit, scores.c.fiscal_year == fiscal_year)).one_or_none()
    if found is None:
        return None
    if found.scored_on >= today:
        return Kept(found.body.encode(), found.position)
    state = kept_state(connection, unit, fiscal_year)
    body = score_body(state, unit, fiscal_year, today) if state else None
    return Kept(msgspec.json.encode(body), body["position"]) if body else None


def score_as_of(log: Log, unit: str, fiscal_year: int, day: date) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date; None if the round was not open by then."""
    return score_on(round_events(log, unit, fiscal_year), unit, fiscal_year, day)
