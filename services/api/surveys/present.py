"""The surveys as the pages for everybody need them, kept in the process: a poster brings hundreds to the same one."""

from dataclasses import replace

from services.api.context import context
from services.api.surveys.definition import YEARS_END, Survey, find_surveys, one_of
from shared.views import queries


def present_surveys(unit: str, year: int) -> tuple[Survey, ...]:
    """The surveys of a round as they are now, but for their quotas. Raises NotFound."""
    mark = context().log.run(lambda driver: queries.round_mark(driver, unit, year)) if year < YEARS_END else None
    kept = context().surveys.find((unit, year))
    if kept is not None and kept[0].mark == mark:
        return kept
    with context().reading() as connection:
        found = find_surveys(connection, unit, year)
    surveys = tuple(replace(survey, quotas=(), mark=mark) for survey in found)
    context().surveys.keep((unit, year), surveys)
    return surveys


def present_survey(unit: str, year: int, instrument: str, line: str | None = None) -> Survey:
    """One of them, at a line of work where one is named. Raises NotFound."""
    return one_of(present_surveys(unit, year), instrument, line)
