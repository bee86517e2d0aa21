"""What the answers to a question are worth, and how sure that is.

The interval is that of a mean (normal, 95 %) with finite-population correction. Its variance is estimated with one
imagined answer at each end of the scale, so that a few answers, or unanimous ones, never claim to be certain.
"""

from collections.abc import Mapping
from fractions import Fraction

from shared.rubric.model import OptionScale, Question
from shared.rubric.scoring.numbers import ONE, ZERO, Range, root
from shared.rubric.scoring.standing import StandingError

#: The square of 1.96, the normal distribution's two-sided 95 % point.
Z_SQUARED = Fraction(196, 100) ** 2


def question_share(
    question: Question, scale: OptionScale, counts: Mapping[str, int], population: int | None
) -> Range | None:
    """The mean of the answers as a share of the full mark, 0 to 1, with its interval; None without answers.

    counts: option → answers. population: all who may answer, None if not known.
    """
    unit, points = scale.unit, scale.whole_points
    n = sum_ = squares = 0
    for option, count in counts.items():
        if option not in points or count < 0:
            raise StandingError(f"{question.id}: {count} answers {option!r}")
        value = unit - points[option] if question.reversed else points[option]
        n, sum_, squares = n + count, sum_ + value * count, squares + value * value * count
    if n == 0:
        return None
    mean, half = Fraction(sum_, n * unit), _half_width(n, sum_, squares, unit, population)
    return Range(max(ZERO, mean - half), mean, min(ONE, mean + half))


def _half_width(n: int, sum_: int, squares: int, unit: int, population: int | None) -> Fraction:
    if population is not None and n >= population:
        return ZERO
    m = n + 2
    spread = m * (squares + unit * unit) - (sum_ + unit) ** 2
    square, of = Z_SQUARED.numerator * spread, Z_SQUARED.denominator * m * (m - 1) * unit * unit * n
    if population is not None:
        square, of = square * (population - n), of * (population - 1)
    return root(square, of)
