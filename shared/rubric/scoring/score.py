"""The score of one round: from what is known of it and the rubric's rules, with a range."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from shared.rubric.model import Indicator, Instrument, Level, Rubric, SurveyId
from shared.rubric.scoring import notes
from shared.rubric.scoring.assumptions import assumptions
from shared.rubric.scoring.earned import NOTHING_KNOWN, Earned, earned
from shared.rubric.scoring.levels import level_of
from shared.rubric.scoring.numbers import ZERO, total
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
from shared.rubric.scoring.standing import ItemStanding, Standing


def score(rubric: Rubric, standing: Standing, as_of: date) -> Score:
    """The projected score on this day (Bangkok). Raises StandingError if the standing does not fit the rubric."""
    found = earned(rubric, standing, as_of)
    items = _item_scores(rubric, standing, found)
    instruments = tuple(_instrument(rubric, part, found, items) for part in rubric.instruments)
    whole = Figures.of_range(total(found.indicators.values()), sum((i.weight for i in rubric.instruments), ZERO))
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
        indicators=tuple(_indicator(rubric, part, found) for part in rubric.indicators),
        items=items,
        questions=_question_scores(rubric, found),
        level=level("expected"),
        level_low=level("low"),
        level_high=level("high"),
        level_floor=level("floor"),
        level_ceiling=level("ceiling"),
        closes=_closes(rubric, found.closings),
        unconfirmed=assumptions(rubric, standing, found.surveys.values(), items),
        simulated=standing.simulated,
    )


def _closes(rubric: Rubric, closings: Mapping[str, date | None]) -> date | None:
    """The last day on which an item can be mended or an answer comes in."""
    surveys = (survey_closing(rubric, survey) for survey in get_args(SurveyId))
    return max((day for day in (*closings.values(), *surveys) if day), default=None)


def _instrument(rubric: Rubric, instrument: Instrument, found: Earned, items: tuple[ItemScore, ...]) -> InstrumentScore:
    mine = [found.indicators[part.id] for part in rubric.indicators if part.instrument == instrument.id]
    figures = Figures.of_range(total(mine), instrument.weight)
    survey = found.surveys.get(instrument.id)
    if survey is None:
        known = any(item.basis != "none" for item in items)
        note = None if known else notes.NO_EVIDENCE
        return InstrumentScore(instrument.id, figures, "evidence" if known else "no_evidence", None, None, note)
    basis: InstrumentBasis = "answers" if survey.answered else "no_answers"
    return InstrumentScore(instrument.id, figures, basis, survey.respondents, survey.minimum, survey.note, survey.short)


def _indicator(rubric: Rubric, indicator: Indicator, found: Earned) -> IndicatorScore:
    subs = []
    for sub in indicator.sub_indicators:
        points = total([found.items[item.id] for item in rubric.items if item.sub_indicator == sub.id])
        figures = Figures.of_range(points, rubric.weights.sub_indicators[sub.id])
        subs.append(SubIndicatorScore(sub.id, sub.title, figures))
    figures = Figures.of_range(found.indicators[indicator.id], rubric.weights.indicators[indicator.id])
    return IndicatorScore(indicator.id, indicator.title, indicator.instrument, figures, tuple(subs))


def _item_scores(rubric: Rubric, standing: Standing, found: Earned) -> tuple[ItemScore, ...]:
    return tuple(
        _item_score(
            item,
            standing.items.get(item, NOTHING_KNOWN),
            Points.of_range(found.items[item], rubric.weights.items[item]),
            open_=open_,
        )
        for item, open_ in found.still_open.items()
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


def _question_scores(rubric: Rubric, found: Earned) -> tuple[QuestionScore, ...]:
    return tuple(
        QuestionScore(
            id=result.question.id,
            indicator=result.question.indicator,
            points=Points.of_range(found.questions[result.question.id], rubric.weights.questions[result.question.id]),
            mean=result.mean,
            n=result.n,
        )
        for survey in found.surveys.values()
        for result in survey.questions
    )
