"""What the answers to a question are worth, and how sure that is.

The interval is that of a mean (normal, 95 %) with finite-population correction. Its variance is estimated with half an
imagined answer at each end of the scale, so that a few answers, or unanimous ones, never claim to be certain. Of every
1,000 samples, 938 to 972 cover the truth (docs/decisions/0024-range-of-a-score.md; a test draws them).
"""

from collections.abc import Mapping
from fractions import Fraction

from shared.rubric.model import OptionScale, Question
from shared.rubric.scoring.numbers import ROOT_PRECISION, Range, whole_root
from shared.rubric.scoring.standing import StandingError

#: The square of 1.96, the normal distribution's two-sided 95 % point.
Z_SQUARED = Fraction(196, 100) ** 2


def question_share(
    question: Question, scale: OptionScale, counts: Mapping[str, int], population: int | None, coming: int = 0
) -> Range | None:
    """The mean of the answers as a share of the full mark, 0 to 1, with its interval; None without answers.

    counts: option → answers. population: all who may answer, None if not known. coming: answers that are still to come:
    all worst at the floor, all best at the ceiling.
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
    over = n * unit * ROOT_PRECISION
    mean, half = sum_ * ROOT_PRECISION, _half_width(n, sum_, squares, unit, population) * n * unit
    now = Range((max(0, mean - half),) * 2 + (mean,) + (min(over, mean + half),) * 2, over)
    return now if not coming else _with_coming(now, n, sum_, unit, coming)


def _half_width(n: int, sum_: int, squares: int, unit: int, population: int | None) -> int:
    """In parts of ROOT_PRECISION."""
    if population is not None and n >= population:
        return 0
    spread = (n + 1) * (4 * squares + 2 * unit * unit) - (2 * sum_ + unit) ** 2
    square, of = Z_SQUARED.numerator * spread, Z_SQUARED.denominator * 4 * (n + 1) * n * unit * unit * n
    if population is not None:
        square, of = square * (population - n), of * population
    return whole_root(square, of)


def _with_coming(now: Range, n: int, sum_: int, unit: int, coming: int) -> Range:
    """The mean after all coming answers is (sum + what they add) / all of them; ``now`` is over n."""
    _, low, expected, high, _ = (end * (n + coming) for end in now.ends)
    worst, best = (total * ROOT_PRECISION * n for total in (sum_, sum_ + coming * unit))
    return Range((min(low, worst), low, expected, high, max(high, best)), now.over * (n + coming))
