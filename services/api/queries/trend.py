"""How a score went over time, and what changed it."""

from datetime import date
from typing import Any

from flask import Response
from sqlalchemy import Connection

from services.api.auth import coarse
from services.api.context import context
from services.api.parameters import MIN_POSITION
from services.api.problems import BadParameter, RoundNotOpenThen
from services.api.queries.rounds import unknown_round
from services.api.reads import answer, day, from_view, today, wait_for_position
from services.api.routing import ROUND, Query, route
from shared.access import Permission
from shared.thai.calendar import fiscal_year_bounds
from shared.views import queries

_DATE = {"type": "string", "format": "date"}
FROM = Query("from", "First day in Bangkok; the fiscal year's first unless given.", _DATE)
TO = Query("to", "Last day in Bangkok; today unless given.", _DATE)


@route(
    "GET",
    f"{ROUND}/trend",
    Permission.UNIT_READ,
    summary="The score at the end of each day on which it changed; between two days the earlier one holds",
    tag="rounds",
    query=(FROM, TO, MIN_POSITION),
)
def trend(unit: str, year: int) -> Response:
    since, until = span(year)

    def read(connection: Connection) -> Any:
        found = queries.trend(
            connection, context().log, unit, year, since=since, until=until, today=today(), coarse=coarse()
        )
        if found is None:
            raise unknown_round(unit, year)
        return {"unit": unit, "fiscal_year": year, "from": since, "to": until, "days": found}

    return from_view("scores", read, unit=unit)


@route(
    "GET",
    f"{ROUND}/changes",
    Permission.UNIT_READ,
    summary="What changed the score between the ends of two days, and why: items, answers, events",
    tag="rounds",
    query=(FROM, TO, MIN_POSITION),
)
def changes(unit: str, year: int) -> Response:
    since, until = span(year)
    wait_for_position(unit)
    body = queries.changes(context().log, unit, year, since=since, until=until, coarse=coarse())
    if body is not None:
        return answer(body, position=body["position"])
    with context().reading() as connection:
        opened = queries.round_document(connection, unit, year) is not None
    raise RoundNotOpenThen(as_of=until.isoformat()) if opened else unknown_round(unit, year)


def span(year: int) -> tuple[date, date]:
    """The days asked about. Raises BadParameter."""
    since, until = day("from") or fiscal_year_bounds(year)[0], day("to") or today()
    if until < since:
        raise BadParameter(parameter="to", expected=f"≥ {since.isoformat()}", given=until.isoformat())
    return since, until
