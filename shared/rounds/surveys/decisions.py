"""Decisions about surveys."""

from shared.events.surveys import ProgressReported, ResponseRecorded
from shared.rounds.checks import (
    counts_by_label,
    known_label,
    no_more_than,
    not_in_future,
    number,
    within_round,
    working_round,
)
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import (
    AnswersMissing,
    QuestionOfAnotherInstrument,
    UnknownOccupation,
    UnknownOption,
    UnknownQuestion,
    UnknownWorkLine,
)
from shared.rounds.surveys.commands import RecordResponse, ReportProgress
from shared.rubric.model import Rubric


@decide.register
def record_response(command: RecordResponse, facts: Facts) -> Events:
    """A sheet answers all questions of its survey and no others, each by one of the options."""
    rubric = working_round(command, facts)
    _check_questions(command, rubric)
    _check_options(command, rubric)
    recorded = ResponseRecorded(
        instrument=command.instrument,
        answers=command.answers,
        day=not_in_future(command.day or facts.today, facts, "day"),
        work_line=known_label(command.work_line, rubric.work_lines, UnknownWorkLine) if command.work_line else None,
        occupation=(
            known_label(command.occupation, rubric.occupations, UnknownOccupation) if command.occupation else None
        ),
    )
    return (recorded,)


def _check_questions(command: RecordResponse, rubric: Rubric) -> None:
    asked = [question.id for question in rubric.questions_of(command.instrument)]
    for given in command.answers.keys() - set(asked):
        known = any(question.id == given for question in rubric.questions)
        unfit = QuestionOfAnotherInstrument if known else UnknownQuestion
        raise unfit(given=given, instrument=command.instrument, allowed=asked)
    missing = [question for question in asked if question not in command.answers]
    if missing:
        raise AnswersMissing(missing=missing, instrument=command.instrument)


def _check_options(command: RecordResponse, rubric: Rubric) -> None:
    options = [option.id for option in rubric.option_scale.options]
    for question, given in command.answers.items():
        if given not in options:
            raise UnknownOption(question=question, given=given, allowed=options)


@decide.register
def report_progress(command: ReportProgress, facts: Facts) -> Events:
    """Counts are not negative, no breakdown exceeds the total, and the day lies in the round and not ahead."""
    rubric = working_round(command, facts)
    total = number(command.total, "total", at_least=0)
    by_work_line = counts_by_label(command.by_work_line, rubric.work_lines, field="by_work_line", at_least=0)
    by_occupation = counts_by_label(
        command.by_occupation, rubric.occupations, field="by_occupation", at_least=0, unknown=UnknownOccupation
    )
    no_more_than(by_work_line, total, "by_work_line")
    no_more_than(by_occupation, total, "by_occupation")
    within_round(command.reported_on, command.fiscal_year, "reported_on")
    reported = ProgressReported(
        instrument=command.instrument,
        reported_on=not_in_future(command.reported_on, facts, "reported_on"),
        total=total,
        by_work_line=by_work_line,
        by_occupation=by_occupation,
        note=command.note,
    )
    return (reported,)
