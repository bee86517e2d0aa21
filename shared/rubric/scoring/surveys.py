"""What a survey instrument is worth: its parts combined by the rubric's rule, and the cost of short samples."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from shared.rubric.model import Question, Rubric, Sample, SurveyId, Text
from shared.rubric.scoring import notes
from shared.rubric.scoring.numbers import CERTAIN, ONE, UNKNOWN, ZERO, Range, total
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
            return notes.FEW_ANSWERS if self.respondents else notes.NO_ANSWERS
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
    coming = {survey: _coming(rubric, survey, tally, minimums[survey], as_of) for survey, tally in parts.items()}
    known = [minimum for minimum in minimums.values() if minimum is not None]
    return SurveyResult(
        questions=tuple(_result(rubric, question, parts, coming, kept) for question in questions),
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


def closing(rubric: Rubric, survey: SurveyId) -> date | None:
    """The last day on which answers to this survey count, where the rubric's calendar names one.

    A part of EIT that has no phase of its own closes with the other.
    """
    own = rubric.phase(survey.lower())
    phases = (own,) if own else (rubric.phase(part.lower()) for part in PARTS[_instrument(survey)])
    return max((phase.ends for phase in phases if phase), default=None)


def _instrument(survey: SurveyId) -> Literal["IIT", "EIT"]:
    return "IIT" if survey == "IIT" else "EIT"


def _coming(rubric: Rubric, survey: SurveyId, tally: SurveyTally, minimum: int | None, as_of: date) -> int:
    """Answers that are still to come: of all who may answer where that is known, else up to the minimum."""
    if _ended(rubric, survey, as_of):
        return 0
    whole = tally.population if tally.population is not None else (minimum or 0)
    return max(0, whole - tally.respondents)


def _refuse_unknown(questions: tuple[Question, ...], parts: Mapping[SurveyId, SurveyTally]) -> None:
    known = {question.id for question in questions}
    for survey, tally in parts.items():
        if unknown := sorted(tally.counts.keys() - known):
            raise StandingError(f"{survey} has no questions {', '.join(unknown)}")


def _result(
    rubric: Rubric,
    question: Question,
    parts: Mapping[SurveyId, SurveyTally],
    coming: Mapping[SurveyId, int],
    kept: Range,
) -> QuestionResult:
    n = sum(sum(tally.counts.get(question.id, {}).values()) for tally in parts.values())
    share = _combined(rubric, question, parts, coming)
    if share is None:
        return QuestionResult(question, UNKNOWN, None, 0)
    return QuestionResult(question, share.times_each(kept), share.expected, n)


def _combined(
    rubric: Rubric, question: Question, parts: Mapping[SurveyId, SurveyTally], coming: Mapping[SurveyId, int]
) -> Range | None:
    if rubric.eit_combination.rule == "pooled" and len(parts) > 1:
        parts, coming = {"EIT1": _pooled(question, parts)}, {"EIT1": sum(coming.values())}
    shares = [
        question_share(question, rubric.option_scale, tally.counts.get(question.id, {}), tally.population, coming[part])
        for part, tally in parts.items()
    ]
    answered = [share for share in shares if share is not None]
    if len(answered) > 1:
        return total(answered).times(Fraction(1, len(answered)))
    return answered[0] if answered else None


def _pooled(question: Question, parts: Mapping[SurveyId, SurveyTally]) -> SurveyTally:
    counts: dict[str, int] = {}
    for tally in parts.values():
        for option, count in tally.counts.get(question.id, {}).items():
            counts[option] = counts.get(option, 0) + count
    populations = [tally.population for tally in parts.values()]
    known = [population for population in populations if population is not None]
    return SurveyTally({question.id: counts}, population=sum(known) if len(known) == len(populations) else None)


def _kept_after_cost(
    rubric: Rubric, parts: Mapping[SurveyId, SurveyTally], minimums: Mapping[SurveyId, int | None], as_of: date
) -> Range:
    """What is left of each end of the range after the cost of short samples.

    The low end always bears it. The others bear it only where the cost is confirmed and collecting has ended, since
    until then the answers may still come in. So the floor is that of the low end, and the ceiling that of the high one.
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
        return CERTAIN
    over = math.lcm(low.denominator, later.denominator, whole.denominator)
    least, most = int(low * over), int(later * over)
    return Range((least, least, most, most, most), int(whole * over))


def _kept(rubric: Rubric, respondents: int, minimum: int | None) -> Fraction:
    if minimum is None or respondents >= minimum or rubric.short_sample.rule == "none":
        return ONE
    return ZERO if rubric.short_sample.rule == "zero" else Fraction(respondents, minimum)


def _ended(rubric: Rubric, survey: SurveyId, as_of: date) -> bool:
    closes = closing(rubric, survey)
    return closes is not None and as_of > closes
