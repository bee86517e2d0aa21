"""A score as JSON: the answer of ``GET …/score``. Numbers are decimal strings with two places."""

from decimal import Decimal
from typing import Any

from shared.rubric.model import Level, Text
from shared.rubric.scoring.result import (
    Assumption,
    Figures,
    IndicatorScore,
    InstrumentScore,
    ItemScore,
    Points,
    QuestionScore,
    Score,
)


def score_json(score: Score) -> dict[str, Any]:
    """The score as plain JSON data."""
    return {
        "unit": score.unit,
        "fiscal_year": score.fiscal_year,
        "rubric": score.rubric,
        "as_of": score.as_of.isoformat(),
        "position": score.position,
        "closes": score.closes.isoformat() if score.closes else None,
        "total": {**_figures(score.total), **_bounds(score.total)},
        "instruments": {part.id: _instrument(part) for part in score.instruments},
        "indicators": [_indicator(part) for part in score.indicators],
        "items": [_item(part) for part in score.items],
        "questions": [_question(part) for part in score.questions],
        "level": levels_json(score),
        "unconfirmed": [_assumption(part) for part in score.unconfirmed],
        "simulated": score.simulated,
    }


def _number(value: Decimal) -> str:
    return str(value)  # every figure has two places


def _bounds(figures: Figures) -> dict[str, str]:
    points = figures.points
    return {"floor": _number(points.floor), "ceiling": _number(points.ceiling)}


def levels_json(score: Score) -> dict[str, Any]:
    """The level of each end; of the expected total at the top."""
    ends = {"low": score.level_low, "high": score.level_high}
    bounds = {"floor": score.level_floor, "ceiling": score.level_ceiling}
    return {**_level(score.level), **{end: _level(level) for end, level in (ends | bounds).items()}}


def _figures(figures: Figures) -> dict[str, str]:
    points = figures.points
    return {
        "low": _number(points.low),
        "expected": _number(points.expected),
        "high": _number(points.high),
        "of": _number(points.of),
        "percent": _number(figures.percent.expected),
    }


def _points(points: Points) -> dict[str, str]:
    return {
        "points": _number(points.expected),
        "low": _number(points.low),
        "high": _number(points.high),
        "of": _number(points.of),
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {"th": text.th, "en": text.en} if text else None


def _instrument(part: InstrumentScore) -> dict[str, Any]:
    return {
        **_figures(part.figures),
        **_bounds(part.figures),
        "basis": part.basis,
        "respondents": part.respondents,
        "minimum": part.minimum,
        "short": list(part.short),
        "note": _text(part.note),
    }


def _indicator(part: IndicatorScore) -> dict[str, Any]:
    subs = [{"id": sub.id, "title": _text(sub.title), **_figures(sub.figures)} for sub in part.sub_indicators]
    head = {"id": part.id, "title": _text(part.title), "instrument": part.instrument}
    return {**head, **_figures(part.figures), "sub_indicators": subs}


def _item(part: ItemScore) -> dict[str, Any]:
    return {
        "item": part.id,
        **_points(part.points),
        "basis": part.basis,
        "verdict": part.verdict,
        "met": part.met,
        "confirmed": part.confirmed,
        "when": part.when.isoformat() if part.when else None,
        "by": part.by,
        "open": part.open,
    }


def _question(part: QuestionScore) -> dict[str, Any]:
    return {
        "id": part.id,
        "indicator": part.indicator,
        "mean": None if part.mean is None else _number(part.mean),
        "n": part.n,
        **_points(part.points),
    }


def _level(level: Level) -> dict[str, str]:
    return {"code": level.code, "th": level.title.th, "en": level.title.en}


def _assumption(part: Assumption) -> dict[str, Any]:
    statement = part.statement
    return {
        "id": part.id,
        "title": _text(statement.title),
        "source": statement.source,
        "note": _text(statement.note),
    }
