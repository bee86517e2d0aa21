"""How the surveys of a round come along, by line of work, occupation and day."""

from datetime import date
from typing import get_args

from sqlalchemy import Connection, select

from shared.rounds import survey_window
from shared.rubric import Rubric
from shared.rubric.model import SurveyId
from shared.views.progress import Survey, survey_progress
from shared.views.progress.pace import Holidays
from shared.views.progress.report import CountRow
from shared.views.queries.pages import columns_of, rows_as
from shared.views.queries.rounds import quota_list
from shared.views.rows import RoundRow
from shared.views.tables import progress


def survey_list(
    connection: Connection, row: RoundRow, rubric: Rubric, *, today: date, holidays: Holidays = ()
) -> tuple[Survey, ...]:
    """Every survey of a round as it stood at the end of a day (Bangkok)."""
    unit, fiscal_year = row.unit, row.fiscal_year
    query = select(*columns_of(progress, CountRow)).where(
        progress.c.unit == unit, progress.c.fiscal_year == fiscal_year, progress.c.day <= today
    )
    rows = rows_as(CountRow, connection.execute(query).mappings())
    quotas = quota_list(connection, unit, fiscal_year)
    found = []
    for survey in get_args(SurveyId):
        mine = [row for row in rows if row.instrument == survey]
        needed = [row for row in quotas if row.instrument == survey]
        own = survey_window(rubric, survey, row.steps)
        closes = own.closes if own.basis == "round" else None
        labels = (rubric.work_lines, rubric.occupations)
        found.append(survey_progress(survey, mine, needed, labels, today, closes=closes, holidays=holidays))
    return tuple(found)
