"""What is scored as one sample: a survey by itself, or both parts of EIT pooled; and what short samples cost."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from shared.rubric.model import Rubric, SurveyId
from shared.rubric.scoring.numbers import CERTAIN, ONE, ZERO, Range
from shared.rubric.scoring.samples import coming, ended
from shared.rubric.scoring.standing import SurveyTally


class Part(NamedTuple):
    """One sample.

    coming: answers that are still to come. kept: what is left of each end after the cost of a short sample.
    """

    tally: SurveyTally
    coming: int
    kept: Range


def apart(
    rubric: Rubric, surveys: Mapping[SurveyId, SurveyTally], minimums: Mapping[SurveyId, int | None], as_of: date
) -> list[Part]:
    """Each survey by itself; without those that the rubric does not ask for and nobody has answered."""
    return [
        Part(
            tally,
            coming(rubric, survey, tally, minimums[survey], as_of),
            _left(*_shares_kept(rubric, survey, tally, minimums[survey], as_of), ONE),
        )
        for survey, tally in surveys.items()
        if tally.respondents or rubric.sample(survey)
    ]


def pooled(
    rubric: Rubric, surveys: Mapping[SurveyId, SurveyTally], minimums: Mapping[SurveyId, int | None], as_of: date
) -> list[Part]:
    """All answers as one sample; each survey bears the cost of its own short sample by its share of the minimum."""
    low = later = whole = ZERO
    outstanding = 0
    for survey, tally in surveys.items():
        weight = Fraction(minimums[survey] or 0)
        now, then = _shares_kept(rubric, survey, tally, minimums[survey], as_of)
        low, later, whole = low + weight * now, later + weight * then, whole + weight
        outstanding += coming(rubric, survey, tally, minimums[survey], as_of)
    return [Part(_together(surveys.values()), outstanding, _left(low, later, whole))]


def _together(tallies: Iterable[SurveyTally]) -> SurveyTally:
    counts: dict[str, dict[str, int]] = {}
    populations = []
    for tally in tallies:
        populations.append(tally.population)
        for question, options in tally.counts.items():
            together = counts.setdefault(question, {})
            for option, count in options.items():
                together[option] = together.get(option, 0) + count
    known = [population for population in populations if population is not None]
    return SurveyTally(counts, population=sum(known) if len(known) == len(populations) else None)


def _shares_kept(
    rubric: Rubric, survey: SurveyId, tally: SurveyTally, minimum: int | None, as_of: date
) -> tuple[Fraction, Fraction]:
    """What is left of the low end, and of the others, after the cost of a short sample.

    The low end always bears it. The others bear it only where the cost is confirmed and collecting has ended, since
    until then the answers may still come in. So the floor is that of the low end, and the ceiling that of the high one.
    """
    kept = _kept(rubric, tally.respondents, minimum)
    certain = rubric.short_sample.confirmed and ended(rubric, survey, as_of)
    return kept, kept if certain else ONE


def _kept(rubric: Rubric, respondents: int, minimum: int | None) -> Fraction:
    if minimum is None or respondents >= minimum or rubric.short_sample.rule == "none":
        return ONE
    return ZERO if rubric.short_sample.rule == "zero" else Fraction(respondents, minimum)


def _left(low: Fraction, later: Fraction, whole: Fraction) -> Range:
    if low == later == whole:
        return CERTAIN
    over = lcm(low.denominator, later.denominator, whole.denominator)
    least, most = int(low * over), int(later * over)
    return Range((least, least, most, most, most), int(whole * over))
