"""What a survey instrument is worth: its parts combined by the rubric's rule, and the cost of short samples."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from shared.rubric.model import Question, Rubric, SurveyId, Text
from shared.rubric.scoring import notes
from shared.rubric.scoring.numbers import UNKNOWN, ZERO, Range, rounded, total
from shared.rubric.scoring.parts import Part, apart, pooled
from shared.rubric.scoring.questions import question_share
from shared.rubric.scoring.samples import PARTS, minimum_of
from shared.rubric.scoring.standing import StandingError, SurveyTally


class QuestionResult(NamedTuple):
    """share: of the question's points. answered: of the parts with answers, what these are worth. n: answers."""

    question: Question
    share: Range
    answered: tuple[Range, ...]
    n: int

    @property
    def mean(self) -> Decimal | None:
        """The answers' mean, 0 to 100, each part with the same weight; None without answers."""
        return rounded(_mean(self.answered).expected * 100) if self.answered else None


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """respondents and minimum: of all parts together; minimum None where no part has one. short: parts below theirs."""

    questions: tuple[QuestionResult, ...]
    respondents: int
    minimum: int | None
    short: tuple[SurveyId, ...]

    @property
    def answered(self) -> bool:
        """Whether any question has an answer that may be seen."""
        return any(question.n for question in self.questions)

    @property
    def note(self) -> Text | None:
        """What a reader of the figure must know."""
        if not self.answered:
            return notes.FEW_ANSWERS if self.respondents else notes.NO_ANSWERS
        if self.short:
            return notes.SHORT_SAMPLE
        return None if all(question.n for question in self.questions) else notes.UNANSWERED


def survey_result(
    rubric: Rubric,
    instrument: Literal["IIT", "EIT"],
    tallies: Mapping[SurveyId, SurveyTally],
    as_of: date,
    *,
    bounds: bool = True,
) -> SurveyResult:
    """The instrument's questions, scored. Raises StandingError for counts that do not fit the rubric.

    bounds: whether floors and ceilings say what answers to come can do; without it they are of no use.
    """
    surveys = {survey: tallies.get(survey, SurveyTally()) for survey in PARTS[instrument]}
    questions = rubric.questions_of(PARTS[instrument][0])
    _refuse_unknown(questions, surveys)
    minimums = {survey: minimum_of(rubric, survey, tally) for survey, tally in surveys.items()}
    known = [minimum for minimum in minimums.values() if minimum is not None]
    one_sample = len(surveys) > 1 and rubric.eit_combination.rule == "pooled"
    parts = (pooled if one_sample else apart)(rubric, surveys, minimums, as_of)
    parts = parts if bounds else [part._replace(coming=0) for part in parts]
    return SurveyResult(
        questions=tuple(_result(rubric, question, parts) for question in questions),
        respondents=sum(tally.respondents for tally in surveys.values()),
        minimum=sum(known) if known else None,
        short=tuple(survey for survey, tally in surveys.items() if tally.respondents < (minimums[survey] or 0)),
    )


def _refuse_unknown(questions: tuple[Question, ...], surveys: Mapping[SurveyId, SurveyTally]) -> None:
    known = {question.id for question in questions}
    for survey, tally in surveys.items():
        if unknown := sorted(tally.counts.keys() - known):
            raise StandingError(f"{survey} has no questions {', '.join(unknown)}")


def _result(rubric: Rubric, question: Question, parts: Sequence[Part]) -> QuestionResult:
    """The question by all parts together, each with the same weight.

    A part without answers may turn out anyhow, and is expected to be like the others.
    """
    shares = [_share(rubric, question, part) for part in parts]
    answered = tuple(share for share in shares if share is not None)
    anyhow = UNKNOWN if len(answered) == len(shares) else _anyhow(_mean(answered).expected if answered else ZERO)
    counted = [
        (anyhow if share is None else share).times_each(part.kept) for share, part in zip(shares, parts, strict=True)
    ]
    n = sum(sum(part.tally.counts.get(question.id, {}).values()) for part in parts)
    return QuestionResult(question, _mean(counted), answered, n)


def _share(rubric: Rubric, question: Question, part: Part) -> Range | None:
    counts = part.tally.counts.get(question.id, {})
    return question_share(question, rubric.option_scale, counts, part.tally.population, part.coming)


def _anyhow(expected: Fraction) -> Range:
    worth, whole = expected.numerator, expected.denominator
    return Range((0, 0, worth, whole, whole), whole)


def _mean(ranges: Sequence[Range]) -> Range:
    if not ranges:
        return UNKNOWN
    return ranges[0] if len(ranges) == 1 else total(ranges).times(Fraction(1, len(ranges)))
