"""Decisions about surveys."""

from shared.events.surveys import (
    ProgressReported,
    ResponseRecorded,
    TokensIssued,
    TokensRequired,
    TokensWithdrawn,
)
from shared.rounds.checks import (
    counts_by_label,
    known_label,
    no_more_than,
    not_in_future,
    number,
    within_round,
    working_round,
)
from shared.rounds.conflict import NoTokenLeft, TokensRequiredAlready
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import (
    AnswersMissing,
    QuestionOfAnotherInstrument,
    TokenMissing,
    TooManyTokens,
    UnknownOccupation,
    UnknownOption,
    UnknownQuestion,
    UnknownWorkLine,
)
from shared.rounds.surveys.commands import (
    IssueTokens,
    RecordResponse,
    ReportProgress,
    RequireTokens,
    WithdrawTokens,
)
from shared.rubric.model import Rubric

#: Tokens of one list at least: of fewer who answer, each could be guessed.
FEWEST_TOKENS = 5
#: Tokens of one list at most: many times the staff of any office.
MOST_TOKENS = 5_000


@decide.register
def record_response(command: RecordResponse, facts: Facts) -> Events:
    """A sheet answers all questions of its survey and no others, each by one of the options."""
    rubric = working_round(command, facts)
    _check_questions(command, rubric)
    _check_options(command, rubric)
    # After the sheet itself: with a sheet that is refused anyway nobody finds out whether a token is good.
    if facts.round.tokens.get(command.instrument) and not command.with_token:
        raise TokenMissing(instrument=command.instrument)
    recorded = ResponseRecorded(
        instrument=command.instrument,
        answers=command.answers,
        day=not_in_future(command.day or facts.today, facts, "day"),
        work_line=known_label(command.work_line, rubric.work_lines, UnknownWorkLine) if command.work_line else None,
        occupation=(
            known_label(command.occupation, rubric.occupations, UnknownOccupation) if command.occupation else None
        ),
        hurried=command.hurried,
        again=command.again,
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


@decide.register
def require_tokens(command: RequireTokens, facts: Facts) -> Events:
    """A survey asks for tokens, or it does not; what was answered before stays."""
    working_round(command, facts)
    if facts.round.tokens.get(command.instrument, False) == command.required:
        raise TokensRequiredAlready(instrument=command.instrument, required=command.required)
    return (TokensRequired(instrument=command.instrument, required=command.required),)


@decide.register
def issue_tokens(command: IssueTokens, facts: Facts) -> Events:
    """Enough at a time for whoever answers to be one of several."""
    working_round(command, facts)
    count = number(command.count, "count", at_least=FEWEST_TOKENS)
    if count > MOST_TOKENS:
        raise TooManyTokens(given=count, at_most=MOST_TOKENS)
    return (TokensIssued(instrument=command.instrument, count=count),)


@decide.register
def withdraw_tokens(command: WithdrawTokens, facts: Facts) -> Events:
    """All that are left at once: one alone could be somebody's."""
    working_round(command, facts)
    if command.count < 1:
        raise NoTokenLeft(instrument=command.instrument)
    return (TokensWithdrawn(instrument=command.instrument, count=command.count),)
