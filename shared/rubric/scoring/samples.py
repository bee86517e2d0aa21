"""How many answers a survey needs, until when they come in, and how many are still to come."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Literal

from shared.rubric.model import Rubric, Sample, SurveyId
from shared.rubric.scoring.standing import SurveyTally

#: The surveys that make each survey instrument.
PARTS: Mapping[Literal["IIT", "EIT"], tuple[SurveyId, ...]] = {"IIT": ("IIT",), "EIT": ("EIT1", "EIT2")}


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


def ended(rubric: Rubric, survey: SurveyId, as_of: date) -> bool:
    """Whether collecting has ended by this day."""
    closes = closing(rubric, survey)
    return closes is not None and as_of > closes


def _instrument(survey: SurveyId) -> Literal["IIT", "EIT"]:
    return "IIT" if survey == "IIT" else "EIT"


def coming(rubric: Rubric, survey: SurveyId, tally: SurveyTally, minimum: int | None, as_of: date) -> int:
    """Answers that are still to come: of all who may answer where that is known, else up to the minimum."""
    if ended(rubric, survey, as_of):
        return 0
    whole = tally.population if tally.population is not None else (minimum or 0)
    return max(0, whole - tally.respondents)
