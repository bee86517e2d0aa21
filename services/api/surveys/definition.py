"""What a survey of a round is: who may answer, in which line of work, when, and how many answers it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection

from services.api.auth import unknown_unit
from services.api.context import context
from services.api.forms import survey_name
from services.api.problems import UnknownInstrument, UnknownRound, UnknownSurveyLine
from services.api.reads import today
from shared.execution.facts import round_now
from shared.rounds import Window, survey_window
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import Question, Sample, SurveyId, WorkLine
from shared.views import queries
from shared.views.rows import QuotaRow, RoundRow, UnitRow

SURVEYS: tuple[SurveyId, ...] = get_args(SurveyId)
#: How long after the last day a form that was opened in time is still taken: connections drop, midnight passes.
LATE_BY = timedelta(days=1)
#: Seconds that answering one question takes people on average, reading included.
SECONDS_EACH = 15
#: No fiscal year reaches this; larger numbers do not fit the database's columns either.
YEARS_END = 10_000

#: ``certified``: the head has certified the round, so that nothing is recorded any more.
State = Literal["before", "open", "after", "certified"]


@dataclass(frozen=True)
class Survey:
    """One instrument of one round. line: the line of work that the address names; None where it is asked.

    asks_token: whether every answer needs a single-use token, as the log has it now. mark: tells what it was made from
    (see ``queries.round_mark``), where that matters.
    """

    unit: UnitRow
    round: RoundRow
    rubric: Rubric
    instrument: SurveyId
    window: Window
    quotas: tuple[QuotaRow, ...]
    line: WorkLine | None = None
    asks_token: bool = False
    mark: str | None = None

    @property
    def name(self) -> str:
        """How forms and markers of browsers call it."""
        return survey_name(self.unit.unit, self.year, self.instrument)

    @property
    def year(self) -> int:
        """The Buddhist fiscal year."""
        return self.round.fiscal_year

    @property
    def simulated(self) -> bool:
        """Whether the unit or the round is made up."""
        return self.unit.simulated or self.round.simulated

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, in order."""
        return self.rubric.questions_of(self.instrument)

    @property
    def sample(self) -> Sample | None:
        """The rubric's rule of who answers; None where it has none."""
        return self.rubric.sample(self.instrument)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """The lines of work that answers are told apart by; none where the rubric has one for the whole unit."""
        return self.rubric.work_lines if len(self.rubric.work_lines) > 1 else ()

    @property
    def minutes(self) -> int:
        """How long answering takes, at least 1."""
        return max(1, round(len(self.questions) * SECONDS_EACH / 60))

    @property
    def state(self) -> State:
        """Where today stands."""
        return "certified" if self.round.certified_at is not None else self.window.state(today())

    def takes(self, opened: date) -> bool:
        """Whether a form that was opened on this day (Bangkok) is taken today."""
        if self.state != "after" or self.window.closes is None:
            return self.state == "open"
        return self.window.state(opened) == "open" and today() <= self.window.closes + LATE_BY

    def quota(self, line: str | None = None) -> QuotaRow | None:
        """What is needed in all, or of one line of work."""
        return next((row for row in self.quotas if row.work_line == line), None)


def find_surveys(connection: Connection, unit: str, year: int) -> tuple[Survey, ...]:
    """The surveys of a round. Raises NotFound for an unknown unit, and for a round that nobody opened."""
    found = queries.unit(connection, unit)
    if found is None:
        raise unknown_unit(unit)
    row = queries.round_document(connection, unit, year) if year < YEARS_END else None
    if row is None:
        raise UnknownRound(unit=unit, fiscal_year=year)
    rubric, quotas = load_rubric(row.rubric), queries.quota_list(connection, unit, year)
    tokens = round_now(context().log, unit, year).tokens
    surveys = (_survey(found, row, rubric, survey, quotas) for survey in SURVEYS if rubric.questions_of(survey))
    return tuple(replace(survey, asks_token=tokens.get(survey.instrument, False)) for survey in surveys)


def find_survey(connection: Connection, unit: str, year: int, instrument: str, line: str | None = None) -> Survey:
    """One survey, at a line of work where one is named. Raises NotFound."""
    return one_of(find_surveys(connection, unit, year), instrument, line)


def one_of(surveys: Sequence[Survey], instrument: str, line: str | None = None) -> Survey:
    """One of a round's surveys, at a line of work where one is named. Raises NotFound."""
    found = next((survey for survey in surveys if survey.instrument == instrument), None)
    if found is None:
        raise UnknownInstrument(instrument=instrument, known=", ".join(survey.instrument for survey in surveys))
    return found if line is None else at_line(found, line)


def at_line(survey: Survey, line: str) -> Survey:
    """The survey at one line of work. Raises UnknownSurveyLine."""
    known = next((each for each in survey.lines if each.id == line), None)
    if known is None:
        raise UnknownSurveyLine(work_line=line, known=", ".join(each.id for each in survey.lines))
    return replace(survey, line=known)


def _survey(unit: UnitRow, row: RoundRow, rubric: Rubric, survey: SurveyId, quotas: Sequence[QuotaRow]) -> Survey:
    window = survey_window(rubric, survey, row.steps)
    return Survey(unit, row, rubric, survey, window, tuple(each for each in quotas if each.instrument == survey))
