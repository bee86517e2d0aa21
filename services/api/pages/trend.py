"""How the score of a round went from day to day, and what changed it between two days."""

from flask.typing import ResponseReturnValue

from services.api.auth import coarse
from services.api.context import context
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.pages.units import passing
from services.api.problems import RoundNotOpenThen
from services.api.queries.rounds import unknown_round
from services.api.queries.trend import span
from services.api.reads import today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries


@page("GET", "/units/<unit>/<int:year>/trend", Permission.UNIT_READ)
def trend_page(unit: str, year: int) -> ResponseReturnValue:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        since, until = span(year)
        log = context().log
        days = queries.trend(connection, log, unit, year, since=since, until=until, today=today(), coarse=coarse())
    if days is None:
        raise unknown_round(unit, year)
    changes = queries.changes(log, unit, year, since=since, until=until, coarse=coarse())
    if changes is None:
        raise RoundNotOpenThen(as_of=until)
    return render(
        "trend.html",
        simulated=found.simulated or changes["simulated"] or any(day.simulated for day in days),
        unit=found.unit,
        round=found.row,
        levels={level.code: level.title for level in found.rubric.levels},
        threshold=passing(found.rubric),
        since=since,
        until=until,
        days=days[::-1],
        changes=changes,
    )
