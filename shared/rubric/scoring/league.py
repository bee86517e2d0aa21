"""What units are compared by: the figures of a score without all that explains it, at a fifth of the cost."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shared.rubric.model import Instrument, Level, Rubric
from shared.rubric.scoring.earned import NOTHING_KNOWN, Earned, earned
from shared.rubric.scoring.levels import level_of
from shared.rubric.scoring.numbers import Range, decimal_of, total
from shared.rubric.scoring.standing import Standing


class League(NamedTuple):
    """Points of 100; instruments and indicators by id: points expected. All are what the score shows.

    lacking: the instruments, then the indicators (by number), of which nothing is known: no answer, no evidence. What
    is not known is expected to earn nothing, so a rank by it would tell how far collecting has come: a unit cannot be
    compared by these, nor by its total or level where it lacks an instrument (docs/decisions/0026). short: the surveys
    with some answers, but fewer than their minimum. without_evidence: how many items nothing is known of.
    """

    low: Decimal
    expected: Decimal
    high: Decimal
    instruments: dict[str, Decimal]
    indicators: dict[str, Decimal]
    level: Level
    lacking: tuple[str, ...]
    short: tuple[str, ...]
    without_evidence: int


def league(rubric: Rubric, standing: Standing, as_of: date) -> League:
    """The figures on this day (Bangkok). Raises StandingError if the standing does not fit the rubric."""
    return _league(rubric, standing, earned(rubric, standing, as_of, bounds=False))


def leagues(rubric: Rubric, standing: Standing, other: Standing, as_of: date) -> tuple[League, League]:
    """The same of two standings that have much in common, which is computed once."""
    found = earned(rubric, standing, as_of, bounds=False)
    others = earned(rubric, other, as_of, bounds=False, known=(standing, found))
    return _league(rubric, standing, found), _league(rubric, other, others)


def _league(rubric: Rubric, standing: Standing, found: Earned) -> League:
    instruments = {part.id: _points_of(rubric, part, found) for part in rubric.instruments}
    (_, low, expected, high, _), over = total(instruments.values())
    whole = decimal_of(expected, over)
    percents = [_percent(instruments[part.id], part) for part in rubric.instruments]
    unseen = {item.id for item in rubric.items if standing.items.get(item.id, NOTHING_KNOWN).basis == "none"}
    return League(
        low=decimal_of(low, over),
        expected=whole,
        high=decimal_of(high, over),
        instruments={name: _expected(points) for name, points in instruments.items()},
        indicators={str(number): _expected(points) for number, points in found.indicators.items()},
        level=level_of(rubric, whole, percents),
        lacking=tuple(_lacking(rubric, found, unseen)),
        short=tuple(part for survey in found.surveys.values() if survey.answered for part in survey.short),
        without_evidence=len(unseen),
    )


def _points_of(rubric: Rubric, instrument: Instrument, found: Earned) -> Range:
    return total(found.indicators[part.id] for part in rubric.indicators if part.instrument == instrument.id)


def _expected(points: Range) -> Decimal:
    return decimal_of(points.ends[2], points.over)


def _percent(points: Range, instrument: Instrument) -> Decimal:
    """Of the instrument's weight; of none it is what it is, as in a score."""
    weight = instrument.weight
    return _expected(points.times(100 / weight)) if weight else _expected(points)


def _lacking(rubric: Rubric, found: Earned, unseen: set[str]) -> Iterator[str]:
    for instrument in rubric.instruments:
        survey = found.surveys.get(instrument.id)
        known = survey.answered if survey else len(unseen) < len(rubric.items)
        if not known:
            yield instrument.id
    answered = (result for survey in found.surveys.values() for result in survey.questions if result.n)
    seen = {result.question.indicator for result in answered}
    seen |= {item.indicator for item in rubric.items if item.id not in unseen}
    yield from (str(part.id) for part in rubric.indicators if part.id not in seen)
