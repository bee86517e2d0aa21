"""Scores of one round: now, and as they stood at the end of a day."""

from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from shared.log import Log
from shared.log.connections import Driver
from shared.views.queries.kept import kept_state, round_events
from shared.views.scoring import score_body, score_on
from shared.views.standing import as_shown
from shared.views.statements import ask


class Kept(NamedTuple):
    """The body of ``GET …/score`` as JSON, and the position that it stands for.

    mark: of the row that the body is from. body: None where whoever asked knows the body of that mark.
    """

    body: bytes | None
    position: int
    mark: str


def score(
    connection: Connection, unit: str, fiscal_year: int, *, today: date, coarse: bool = False
) -> dict[str, Any] | None:
    """The body of ``GET …/score`` for a Bangkok date; None if the round is not opened. coarse: see ``state_on``."""
    if coarse:
        state = kept_state(connection, unit, fiscal_year)
        return score_body(as_shown(state), unit, fiscal_year, today) if state else None
    found = kept_score(connection, unit, fiscal_year, today=today)
    return None if found is None or found.body is None else msgspec.json.decode(found.body)


def kept_score(
    connection: Connection | Driver, unit: str, fiscal_year: int, *, today: date, known: str | None = None
) -> Kept | None:
    """The same as the view keeps it. known: the mark of a body that need not be sent again.

    The kept body holds for the day on which it was computed; on a later one it is computed from the kept state.
    """
    found = ask(connection, "score", {"unit": unit, "fiscal_year": fiscal_year, "known": known})
    for scored_on, position, mark, body in found:
        if scored_on >= today:
            return Kept(None if body is None else body.encode(), position, mark)
    state = kept_state(connection, unit, fiscal_year) if found else None
    fresh = score_body(state, unit, fiscal_year, today) if state else None
    return Kept(msgspec.json.encode(fresh), fresh["position"], f"computed for {today}") if fresh else None


def score_as_of(log: Log, unit: str, fiscal_year: int, day: date, *, coarse: bool = False) -> dict[str, Any] | None:
    """The score as it stood at the end of a Bangkok date; None if the round was not open by then."""
    return score_on(round_events(log, unit, fiscal_year), unit, fiscal_year, day, coarse=coarse)
