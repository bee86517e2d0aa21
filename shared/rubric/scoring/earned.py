"""The points of all parts of a round, as exact ranges: what a score is written from, and what units are compared by."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from shared.rubric.model import Rubric
from shared.rubric.scoring.items import answering_ends, closing, share_of
from shared.rubric.scoring.numbers import Range, total
from shared.rubric.scoring.samples import PARTS
from shared.rubric.scoring.standing import ItemStanding, Standing, StandingError
from shared.rubric.scoring.surveys import SurveyResult, survey_result

#: An item of which nothing is known.
NOTHING_KNOWN = ItemStanding()


class Earned(NamedTuple):
    """Points by question, item and indicator.

    surveys: the results behind IIT and EIT. closings: until when each item can be mended (None where no date is known);
    still_open: whether it can.
    """

    surveys: Mapping[str, SurveyResult]
    closings: Mapping[str, date | None]
    still_open: Mapping[str, bool]
    questions: Mapping[str, Range]
    items: Mapping[str, Range]
    indicators: Mapping[int, Range]


#: A standing of the same rubric and day, and what it earned: what another has in common with it is not computed again.
Known = tuple[Standing, Earned]


def earned(
    rubric: Rubric, standing: Standing, as_of: date, *, bounds: bool = True, known: Known | None = None
) -> Earned:
    """What is earned on this day (Bangkok). Raises StandingError if the standing does not fit the rubric.

    bounds: see ``survey_result``.
    """
    surveys: dict[str, SurveyResult] = {
        part: _survey(rubric, part, standing, as_of, known, bounds=bounds) for part in PARTS
    }
    closings, still_open, items = _items(rubric, standing, as_of, known)
    questions = _question_points(rubric, surveys)
    return Earned(surveys, closings, still_open, questions, items, _indicator_points(rubric, questions, items))


def _survey(
    rubric: Rubric,
    instrument: Literal["IIT", "EIT"],
    standing: Standing,
    as_of: date,
    known: Known | None,
    *,
    bounds: bool,
) -> SurveyResult:
    if known and all(standing.surveys.get(part) == known[0].surveys.get(part) for part in PARTS[instrument]):
        return known[1].surveys[instrument]
    return survey_result(rubric, instrument, standing.surveys, as_of, bounds=bounds)


def _items(
    rubric: Rubric, standing: Standing, as_of: date, known: Known | None
) -> tuple[Mapping[str, date | None], Mapping[str, bool], Mapping[str, Range]]:
    if known and standing.items == known[0].items:
        return known[1].closings, known[1].still_open, known[1].items
    closings = _closings(rubric, standing)
    still_open = {item: day is None or as_of <= day for item, day in closings.items()}
    return closings, still_open, _item_points(rubric, standing, still_open)


def _closings(rubric: Rubric, standing: Standing) -> dict[str, date | None]:
    answering = answering_ends(rubric)
    return {item.id: closing(item, standing.items.get(item.id, NOTHING_KNOWN), answering) for item in rubric.items}


def _question_points(rubric: Rubric, surveys: Mapping[str, SurveyResult]) -> dict[str, Range]:
    weights = rubric.weights.questions
    results = [result for survey in surveys.values() for result in survey.questions]
    return {result.question.id: result.share.times(weights[result.question.id]) for result in results}


def _item_points(rubric: Rubric, standing: Standing, still_open: Mapping[str, bool]) -> dict[str, Range]:
    weights = rubric.weights.items
    if unknown := sorted(standing.items.keys() - weights.keys()):
        raise StandingError(f"the rubric has no items {', '.join(unknown)}")
    return {
        item: share_of(rubric, standing.items.get(item, NOTHING_KNOWN), open_=open_).times(weights[item])
        for item, open_ in still_open.items()
    }


def _indicator_points(rubric: Rubric, questions: Mapping[str, Range], items: Mapping[str, Range]) -> dict[int, Range]:
    parts: dict[int, list[Range]] = {indicator.id: [] for indicator in rubric.indicators}
    for question in rubric.questions:
        parts[question.indicator].append(questions[question.id])
    for item in rubric.items:
        parts[item.indicator].append(items[item.id])
    return {indicator: total(ranges) for indicator, ranges in parts.items()}
