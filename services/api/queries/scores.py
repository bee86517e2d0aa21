"""The projected score of a round, now or as of a date."""

from datetime import date

import msgspec
from flask import Response

from services.api.auth import coarse
from services.api.context import context
from services.api.kept import KeptAnswer, KeptScore
from services.api.parameters import MIN_POSITION
from services.api.problems import RoundNotOpenThen
from services.api.queries.rounds import unknown_round
from services.api.reads import answer, day, ready, today, wait_for_position
from services.api.routing import ROUND, Query, route
from shared.access import Permission
from shared.views import queries
from shared.views.standing import ScoreState

AS_OF = Query(
    "as_of",
    "The score by what had happened up to the end of this day in Bangkok.",
    {"type": "string", "format": "date"},
)


@route(
    "GET",
    f"{ROUND}/score",
    Permission.UNIT_READ,
    summary="The projected score with its range, by instrument, indicator, item and question",
    tag="rounds",
    query=(AS_OF, MIN_POSITION),
)
def score(unit: str, year: int) -> Response:
    as_of = day("as_of")
    reached = wait_for_position(unit)
    return _score_then(unit, year, as_of) if as_of else _score_now(unit, year, reached)


def _score_now(unit: str, year: int, reached: int) -> Response:
    """Computed once for each state of the round; it still holds at any later position that was waited for."""
    asked = (unit, year, coarse(), today())
    kept = context().scores.find(asked)
    known = kept.answer.mark if kept else None
    found = context().log.run(lambda driver: queries.marked_state(driver, unit, year, known=known))
    if found is not None and found.state is not None:
        kept = _computed(found.mark, found.state, unit, year)
        context().scores.keep(asked, kept)
    if found is None or kept is None:
        raise unknown_round(unit, year)
    return ready(kept.answer.body, kept.answer.etag, position=max(kept.position, reached))


def _computed(mark: str, state: ScoreState, unit: str, year: int) -> KeptScore:
    body = queries.score_of(state, unit, year, today=today(), coarse=coarse())
    return KeptScore(KeptAnswer.of(mark, msgspec.json.encode(body)), state.position)


def _score_then(unit: str, year: int, as_of: date) -> Response:
    """A day to come is answered by what has happened so far, with the deadlines of that day."""
    body = queries.score_as_of(context().log, unit, year, as_of, coarse=coarse())
    if body is not None:
        return answer(body, position=body["position"])
    with context().reading() as connection:
        opened = queries.round_document(connection, unit, year) is not None
    raise RoundNotOpenThen(as_of=as_of.isoformat()) if opened else unknown_round(unit, year)
