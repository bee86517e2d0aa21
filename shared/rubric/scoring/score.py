"""The score of one round: from what is known of it and the rubric's rules, with a range."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from shared.rubric.model import Indicator, Instrument, Level, Rubric, SurveyId
from shared.rubric.scoring import notes
from shared.rubric.scoring.assumptions import assumptions
from shared.rubric.scoring.items import answering_ends, closing, share_of
from shared.rubric.scoring.levels import level_of
from shared.rubric.scoring.numbers import ZERO, Range, rounded, total
from shared.rubric.scoring.result import (
    Figures,
    IndicatorScore,
    InstrumentBasis,
    InstrumentScore,
    ItemScore,
    Points,
    QuestionScore,
    Score,
    SubIndicatorScore,
)
from shared.rubric.scoring.samples import closing as survey_closing
from shared.rubric.scoring.standing import ItemStanding, Standing, StandingError
from shared.rubric.scoring.surveys import SurveyResult, survey_result

#: An item of which nothing is known.
_NOTHING_KNOWN = ItemStanding()


def score(rubric: Rubric, standing: Standing, as_of: date) -> Score:
    """The projected score on this day (Bangkok). Raises StandingError if the standing does not fit the rubric."""
    surveys = {
        "IIT": survey_result(rubric, "IIT", standing.surveys, as_of),
        "EIT": survey_result(rubric, "EIT", standing.surveys, as_of),
    }
    closings = _closings(rubric, standing)
    still_open = {item: day is None or as_of <= day for item, day in closings.items()}
    question_points = _question_points(rubric, surveys)
    item_points = _item_points(rubric, standing, still_open)
    indicator_points = _indicator_points(rubric, question_points, item_points)
    items = _item_scores(rubric, standing, item_points, still_open)
    instruments = tuple(_instrument(rubric, part, indicator_points, surveys, items) for part in rubric.instruments)
    whole = Figures.of_range(total(indicator_points.values()), sum((i.weight for i in rubric.instruments), ZERO))
    percents = [instrument.figures.percent for instrument in instruments]

    def level(end: str) -> Level:
        return level_of(rubric, getattr(whole.points, end), [getattr(percent, end) for percent in percents])

    return Score(
        unit=standing.unit,
        fiscal_year=standing.fiscal_year,
        rubric=rubric.id,
        as_of=as_of,
        position=standing.position,
        total=whole,
        instruments=instruments,
        indicators=tuple(_indicator(rubric, part, indicator_points, item_points) for part in rubric.indicators),
        items=items,
        questions=_question_scores(rubric, surveys, question_points),
        level=level("expected"),
        level_low=level("low"),
        level_high=level("high"),
        level_floor=level("floor"),
        level_ceiling=level("ceiling"),
        closes=_closes(rubric, closings),
        unconfirmed=assumptions(rubric, standing, surveys.values(), items),
        simulated=standing.simulated,
    )


def _closings(rubric: Rubric, standing: Standing) -> dict[str, date | None]:
    """Until when each item can be mended."""
    answering = answering_ends(rubric)
    return {item.id: closing(item, standing.items.get(item.id, _NOTHING_KNOWN), answering) for item in rubric.items}


def _closes(rubric: Rubric, closings: Mapping[str, date | None]) -> date | None:
    """The last day on which an item can be mended or an answer comes in."""
    surveys = (survey_closing(rubric, survey) for survey in get_args(SurveyId))
    return max((day for day in (*closings.values(), *surveys) if day), default=None)


def _question_points(rubric: Rubric, surveys: Mapping[str, SurveyResult]) -> dict[str, Range]:
    weights = rubric.weights.questions
    results = [result for survey in surveys.values() for result in survey.questions]
    return {result.question.id: result.share.times(weights[result.question.id]) for result in results}


def _item_points(rubric: Rubric, standing: Standing, still_open: Mapping[str, bool]) -> dict[str, Range]:
    weights = rubric.weights.items
    if unknown := sorted(standing.items.keys() - weights.keys()):
        raise StandingError(f"the rubric has no items {', '.join(unknown)}")
    return {
        item: share_of(rubric, standing.items.get(item, _NOTHING_KNOWN), open_=open_).times(weights[item])
        for item, open_ in still_open.items()
    }


def _indicator_points(rubric: Rubric, questions: Mapping[str, Range], items: Mapping[str, Range]) -> dict[int, Range]:
    parts: dict[int, list[Range]] = {indicator.id: [] for indicator in rubric.indicators}
    for question in rubric.questions:
        parts[question.indicator].append(questions[question.id])
    for item in rubric.items:
        parts[item.indicator].append(items[item.id])
    return {indicator: total(ranges) for indicator, ranges in parts.items()}


def _instrument(
    rubric: Rubric,
    instrument: Instrument,
    indicators: Mapping[int, Range],
    surveys: Mapping[str, SurveyResult],
    items: tuple[ItemScore, ...],
) -> InstrumentScore:
    mine = [indicators[part.id] for part in rubric.indicators if part.instrument == instrument.id]
    figures = Figures.of_range(total(mine), instrument.weight)
    survey = surveys.get(instrument.id)
    if survey is None:
        known = any(item.basis != "none" for item in items)
        note = None if known else notes.NO_EVIDENCE
        return InstrumentScore(instrument.id, figures, "evidence" if known else "no_evidence", None, None, note)
    basis: InstrumentBasis = "answers" if any(question.n for question in survey.questions) else "no_answers"
    return InstrumentScore(instrument.id, figures, basis, survey.respondents, survey.minimum, survey.note, survey.short)


def _indicator(
    rubric: Rubric, indicator: Indicator, indicators: Mapping[int, Range], items: Mapping[str, Range]
) -> IndicatorScore:
    subs = []
    for sub in indicator.sub_indicators:
        points = total([items[item.id] for item in rubric.items if item.sub_indicator == sub.id])
        figures = Figures.of_range(points, rubric.weights.sub_indicators[sub.id])
        subs.append(SubIndicatorScore(sub.id, sub.title, figures))
    figures = Figures.of_range(indicators[indicator.id], rubric.weights.indicators[indicator.id])
    return IndicatorScore(indicator.id, indicator.title, indicator.instrument, figures, tuple(subs))


def _item_scores(
    rubric: Rubric, standing: Standing, points: Mapping[str, Range], still_open: Mapping[str, bool]
) -> tuple[ItemScore, ...]:
    return tuple(
        _item_score(
            item,
            standing.items.get(item, _NOTHING_KNOWN),
            Points.of_range(points[item], rubric.weights.items[item]),
            open_=open_,
        )
        for item, open_ in still_open.items()
    )


def _item_score(item: str, known: ItemStanding, points: Points, *, open_: bool) -> ItemScore:
    return ItemScore(
        id=item,
        points=points,
        basis=known.basis,
        verdict=known.verdict,
        met=known.met,
        confirmed=known.confirmed,
        when=known.when,
        by=known.by,
        open=open_,
    )


def _question_scores(
    rubric: Rubric, surveys: Mapping[str, SurveyResult], points: Mapping[str, Range]
) -> tuple[QuestionScore, ...]:
    return tuple(
        QuestionScore(
            id=result.question.id,
            indicator=result.question.indicator,
            points=Points.of_range(points[result.question.id], rubric.weights.questions[result.question.id]),
            mean=None if result.mean is None else rounded(result.mean * 100),
            n=result.n,
        )
        for survey in surveys.values()
        for result in survey.questions
    )
