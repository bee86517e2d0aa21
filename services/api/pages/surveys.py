"""The addresses, codes and posters of a round's surveys, for who spreads them."""

from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.pages.rendering import render
from services.api.queries.surveys import with_lines
from services.api.routing import page
from services.api.surveys import addresses
from services.api.surveys.definition import find_surveys
from shared.access import Permission


@page("GET", "/units/<unit>/<int:year>/surveys", Permission.UNIT_READ)
def surveys_page(unit: str, year: int) -> ResponseReturnValue:
    with context().reading() as connection:
        surveys = find_surveys(connection, unit, year)
    return render(
        "surveys.html",
        simulated=any(survey.simulated for survey in surveys),
        unit=surveys[0].unit,
        round=surveys[0].round,
        surveys=surveys,
        with_lines=with_lines,
        addresses=addresses,
    )
