"""What a survey instrument is worth: its parts combined by the rubric's rule, and the cost of short samples."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from shared.rubric.model import Question, Rubric, Sample, SurveyId, Text
from shared.rubric.scoring import notes
from shared.rubric.scoring.numbers import ONE, UNKNOWN, ZERO, Range, total
from shared.rubric.scoring.questions import question_share
from shared.rubric.scoring.standing import StandingError, SurveyTally

#: The surveys that make each survey instrument.
PARTS: Mapping[Literal["IIT", "EIT"], tuple[SurveyId, ...]] = {"IIT": ("IIT",), "EIT": ("EIT1", "EIT2")}


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """share: of the question's points. mean: the answers' mean as a share, None without answers. n: answers."""

    question: Question
    share: Range
    mean: Fraction | None
    n: int


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """respondents and minimum: of all parts together; minimum None where no part has one. short: parts below theirs."""

    questions: tuple[QuestionResult, ...]
    respondents: int
    minimum: int | None
    short: tuple[SurveyId, ...]

    @property
    def note(self) -> Text | None:
        """What a reader of the figure must know."""
        if not any(question.n for question in self.questions):
            return notes.NO_ANSWERS
        if self.short:
            return notes.SHORT_SAMPLE
        return None if all(question.n for question in self.questions) else notes.UNANSWERED


def survey_result(
    rubric: Rubric, instrument: Literal["IIT", "EIT"], tallies: Mapping[SurveyId, SurveyTally], as_of: date
) -> SurveyResult:
    """The instrument's questions, scored. Raises StandingError for counts that do not fit the rubric."""
    parts = {survey: tallies.get(survey, SurveyTally()) for survey in PARTS[instrument]}
    questions = rubric.questions_of(PARTS[instrument][0])
    _refuse_unknown(questions, parts)
    minimums = {survey: minimum_of(rubric, survey, tally) for survey, tally in parts.items()}
    kept = _kept_after_cost(rubric, parts, minimums, as_of)
    known = [minimum for minimum in minimums.values() if minimum is not None]
    return SurveyResult(
        questions=tuple(_result(rubric, question, parts, kept) for question in questions),
        respondents=sum(tally.respondents for tally in parts.values()),
        minimum=sum(known) if known else None,
        short=tuple(survey for survey, tally in parts.items() if tally.respondents < (minimums[survey] or 0)),
    )


def minimum_of(rubric: Rubric, survey: SurveyId, tally: SurveyTally) -> int | None:
    """The least number of answers: the unit's own, else the rubric's; all of the population where it is smaller."""
    sample = rubric.sample(survey)
    minimum = tally.minimum if tally.minimum is not None else _asked_for(sample, tally.population)
    if minimum is None or tally.population is None or not (sample and sample.all_if_fewer):
        return minimum
    return min(minimum, tally.population)


def _asked_for(sample: Sample | None, population: int | None) -> int | None:
    if sample is None or sample.share is None or population is None:
        return sample.minimum if sample else None
    asked = max(ceil(sample.share * population), sample.minimum or 0)
    return asked if sample.maximum is None else min(asked, sample.maximum)


def _refuse_unknown(questions: tuple[Question, ...], parts: Mapping[SurveyId, SurveyTally]) -> None:
    known = {question.id for question in questions}
    for survey, tally in parts.items():
        if unknown := sorted(tally.counts.keys() - known):
            raise StandingError(f"{survey} has no questions {', '.join(unknown)}")


def _result(rubric: Rubric, question: Question, parts: Mapping[SurveyId, SurveyTally], kept: Range) -> QuestionResult:
    n = sum(sum(tally.counts.get(question.id, {}).values()) for tally in parts.values())
    share = _combined(rubric, question, parts)
    if share is None:
        return QuestionResult(question, UNKNOWN, None, 0)
    return QuestionResult(question, share.times_each(kept), share.expected, n)


def _combined(rubric: Rubric, question: Question, parts: Mapping[SurveyId, SurveyTally]) -> Range | None:
    if rubric.eit_combination.rule == "pooled" and len(parts) > 1:
        parts = {"EIT1": _pooled(question, parts)}
    shares = [
        question_share(question, rubric.option_scale, tally.counts.get(question.id, {}), tally.population)
        for tally in parts.values()
    ]
    answered = [share for share in shares if share is not None]
    if len(answered) > 1:
        return total(answered).times(Fraction(1, len(answered)))
    return answered[0] if answered else None


def _pooled(question: Question, parts: Mapping[SurveyId, SurveyTally]) -> SurveyTally:
    counts: Counter[str] = Counter()
    for tally in parts.values():
        counts.update(tally.counts.get(question.id, {}))
    populations = [tally.population for tally in parts.values()]
    known = [population for population in populations if population is not None]
    return SurveyTally({question.id: counts}, population=sum(known) if len(known) == len(populations) else None)


def _kept_after_cost(
    rubric: Rubric, parts: Mapping[SurveyId, SurveyTally], minimums: Mapping[SurveyId, int | None], as_of: date
) -> Range:
    """What is left of each end of the range after the cost of short samples.

    The low end always bears it. The others bear it only where the cost is confirmed and collecting has ended, since
    until then the answers may still come in.
    """
    pooled = rubric.eit_combination.rule == "pooled"
    low = later = whole = ZERO
    for survey, tally in parts.items():
        minimum = minimums[survey]
        weight = Fraction(minimum or 0) if pooled and len(parts) > 1 else ONE
        share = _kept(rubric, tally.respondents, minimum)
        certain = rubric.short_sample.confirmed and _ended(rubric, survey, as_of)
        low, later, whole = low + weight * share, later + weight * (share if certain else ONE), whole + weight
    if low == later == whole:
        return Range(ONE, ONE, ONE)
    return Range(low / whole, later / whole, later / whole)


def _kept(rubric: Rubric, respondents: int, minimum: int | None) -> Fraction:
    if minimum is None or respondents >= minimum or rubric.short_sample.rule == "none":
        return ONE
    return ZERO if rubric.short_sample.rule == "zero" else Fraction(respondents, minimum)


def _ended(rubric: Rubric, survey: SurveyId, as_of: date) -> bool:
    phase = rubric.phase(survey.lower())
    return phase is not None and as_of > phase.ends
