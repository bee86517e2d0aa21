"""The page of how the surveys come along."""

from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.reads import day, today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries


@page("GET", "/units/<unit>/<int:year>/progress", Permission.UNIT_READ)
def progress_page(unit: str, year: int) -> ResponseReturnValue:
    wait_for_position(unit)
    as_of = day("as_of") or today()
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        holidays = context().settings.holidays
        surveys = queries.survey_list(connection, found.row, found.rubric, today=as_of, holidays=holidays)
    simulated = found.simulated or any(survey.simulated for survey in surveys)
    return render(
        "progress.html",
        unit=found.unit,
        round=found.row,
        surveys=surveys,
        as_of=as_of,
        simulated=simulated,
        holidays=sorted(holidays),
    )
