"""A score as it leaves: decimals with two places, with what it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple, Self

from shared.rubric.model import InstrumentId, Level, Sourced, SurveyId, Text, Verdict
from shared.rubric.scoring.numbers import Range, decimal_of
from shared.rubric.scoring.standing import Basis

#: What a figure rests on. ``no_answers``, ``no_evidence``: nothing yet, so its range is all that is possible.
InstrumentBasis = Literal["answers", "no_answers", "evidence", "no_evidence"]

HUNDRED = Fraction(100)


@lru_cache(maxsize=16_384)
def _rounded_ends(ends: tuple[int, int, int, int, int], over: int, of: int, of_over: int) -> tuple[Decimal, ...]:
    """The fields of Points. Kept: a unit's items, and whatever does not move with answers, give the same again."""
    floor, low, expected, high, ceiling = (decimal_of(end, over) for end in ends)
    return low, expected, high, decimal_of(of, of_over), floor, ceiling


class Points(NamedTuple):
    """Points: at the least, as projected, at the most, and of how many.

    floor, ceiling: the least and the most that they can be when all is closed.
    """

    low: Decimal
    expected: Decimal
    high: Decimal
    of: Decimal
    floor: Decimal
    ceiling: Decimal

    @classmethod
    def of_range(cls, points: Range, of: Fraction) -> Self:
        """Rounds a range of points."""
        return cls(*_rounded_ends(points.ends, points.over, of.numerator, of.denominator))


class Figures(NamedTuple):
    """Points, and the same on a scale of 0 to 100."""

    points: Points
    percent: Points

    @classmethod
    def of_range(cls, points: Range, of: Fraction) -> Self:
        """Rounds a range of points; the percentage comes from the exact points, not the rounded ones."""
        percent = points.times(HUNDRED / of) if of else points
        return cls(Points.of_range(points, of), Points.of_range(percent, HUNDRED))


@dataclass(frozen=True, slots=True)
class InstrumentScore:
    """One instrument. respondents, minimum: of the surveys; None for OIT, and minimum where none is known.

    short: its surveys that have fewer answers than their minimum.
    """

    id: InstrumentId
    figures: Figures
    basis: InstrumentBasis
    respondents: int | None
    minimum: int | None
    note: Text | None
    short: tuple[SurveyId, ...] = ()


@dataclass(frozen=True, slots=True)
class SubIndicatorScore:
    """One sub-indicator of OIT."""

    id: str
    title: Text
    figures: Figures


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator."""

    id: int
    title: Text
    instrument: InstrumentId
    figures: Figures
    sub_indicators: tuple[SubIndicatorScore, ...]


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item, with the evidence that its points come from. open: there is time to mend it."""

    id: str
    points: Points
    basis: Basis
    verdict: Verdict | None
    met: bool | None
    confirmed: bool
    when: datetime | None
    by: str | None
    open: bool


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One question. mean: of its answers, 0 to 100 (reversed questions already turned), None without answers."""

    id: str
    indicator: int
    points: Points
    mean: Decimal | None
    n: int


@dataclass(frozen=True, slots=True)
class Assumption:
    """A part of the rubric that no official source confirms, and that this score depends on. id: its key there."""

    id: str
    statement: Sourced


@dataclass(frozen=True, slots=True)
class Score:
    """The projected score of one round on a day.

    level: of the expected total; level_low, level_high: of its range; level_floor, level_ceiling: of what it can be on
    ``closes``, the last day on which anything can change it (None where no date is known).
    """

    unit: str
    fiscal_year: int
    rubric: str
    as_of: date
    position: int
    total: Figures
    instruments: tuple[InstrumentScore, ...]
    indicators: tuple[IndicatorScore, ...]
    items: tuple[ItemScore, ...]
    questions: tuple[QuestionScore, ...]
    level: Level
    level_low: Level
    level_high: Level
    level_floor: Level
    level_ceiling: Level
    closes: date | None
    unconfirmed: tuple[Assumption, ...]
    simulated: bool
