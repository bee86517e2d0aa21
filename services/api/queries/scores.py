"""The projected score of a round, now or as of a date."""

from flask import Response

from services.api.context import context
from services.api.queries.parameters import MIN_POSITION, ROUND
from services.api.queries.rounds import unknown_round
from services.api.reads import answer, day, today, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.views import queries

AS_OF = Query(
    "as_of", "The score by what had happened up to the end of this day in Bangkok.", {"type": "string", "format": "date"}
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
    wait_for_position(unit)
    if as_of is None:
        with context().engine.connect() as connection:
            body = queries.score(connection, unit, year, today=today())
    else:
        body = queries.score_as_of(context().log, unit, year, as_of)
    if body is None:
        raise unknown_round(unit, year)
    return answer(body, position=body["position"])
