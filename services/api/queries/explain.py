"""Why a score is what it is."""

from datetime import date

from flask import Response

from services.api.auth import coarse
from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import RoundNotOpenThen
from services.api.queries.rounds import unknown_round
from services.api.queries.scores import AS_OF
from services.api.reads import answer, day, today, wait_for_position
from services.api.routing import ROUND, route
from shared.access import Permission
from shared.views import queries


@route(
    "GET",
    f"{ROUND}/score/explain",
    Permission.UNIT_READ,
    summary="How every figure of the score was computed: a tree of sentences, with evidence, rules and their sources",
    tag="rounds",
    query=(AS_OF, MIN_POSITION),
)
def explain(unit: str, year: int) -> Response:
    as_of = day("as_of")
    wait_for_position(unit)
    return _then(unit, year, as_of) if as_of else _now(unit, year)


def _now(unit: str, year: int) -> Response:
    with context().reading() as connection:
        body = queries.explain(connection, unit, year, today=today(), coarse=coarse())
    if body is None:
        raise unknown_round(unit, year)
    return answer(body, position=body["position"])


def _then(unit: str, year: int, as_of: date) -> Response:
    body = queries.explain_as_of(context().log, unit, year, as_of, coarse=coarse())
    if body is None:
        with context().reading() as connection:
            opened = queries.round_document(connection, unit, year) is not None
        raise RoundNotOpenThen(as_of=as_of.isoformat()) if opened else unknown_round(unit, year)
    return answer(body, position=body["position"])
