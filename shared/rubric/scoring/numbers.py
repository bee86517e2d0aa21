"""Ranges of exact numbers, and how they leave: as decimals with two places."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import isqrt, lcm
from typing import NamedTuple

ZERO, ONE = Fraction(0), Fraction(1)
#: Square roots are exact to one part in this number: far below the second decimal of any score.
ROOT_PRECISION = 10**6
#: Hundredths that a figure of a score can have: 0.00 to 100.00.
_HUNDREDTHS = tuple(Decimal(number).scaleb(-2) for number in range(10_001))


class Range(NamedTuple):
    """floor ≤ low ≤ expected ≤ high ≤ ceiling: shares from 0 to 1, or points.

    Numerators over one denominator, not reduced: reducing fractions is what exact arithmetic spends its time on.
    """

    ends: tuple[int, int, int, int, int]
    over: int = 1

    @property
    def floor(self) -> Fraction:
        """The least it can be when all is closed."""
        return Fraction(self.ends[0], self.over)

    @property
    def low(self) -> Fraction:
        """The least it is likely to be now."""
        return Fraction(self.ends[1], self.over)

    @property
    def expected(self) -> Fraction:
        """What the evidence says now."""
        return Fraction(self.ends[2], self.over)

    @property
    def high(self) -> Fraction:
        """The most it is likely to be now."""
        return Fraction(self.ends[3], self.over)

    @property
    def ceiling(self) -> Fraction:
        """The most it can be when all is closed."""
        return Fraction(self.ends[4], self.over)

    def times(self, factor: Fraction) -> "Range":
        """Each end times the factor, which is not negative."""
        number = factor.numerator
        floor, low, expected, high, ceiling = self.ends
        ends = (floor * number, low * number, expected * number, high * number, ceiling * number)
        return Range(ends, self.over * factor.denominator)

    def times_each(self, factors: "Range") -> "Range":
        """Each end times its own factor; none is negative."""
        if factors == CERTAIN:
            return self
        floor, low, expected, high, ceiling = (a * b for a, b in zip(self.ends, factors.ends, strict=True))
        return Range((floor, low, expected, high, ceiling), self.over * factors.over)


#: Nothing is known: from nothing at all to everything, expecting nothing.
UNKNOWN = Range((0, 0, 0, 1, 1))
#: Everything is certain.
CERTAIN = Range((1, 1, 1, 1, 1))


def total(ranges: Iterable[Range]) -> Range:
    """The sum, end by end, over one common denominator."""
    parts = list(ranges)
    common = lcm(*(part.over for part in parts))
    floor = low = expected = high = ceiling = 0
    for (one, two, three, four, five), over in parts:
        factor = common // over
        floor, low, expected = floor + one * factor, low + two * factor, expected + three * factor
        high, ceiling = high + four * factor, ceiling + five * factor
    return Range((floor, low, expected, high, ceiling), common)


def rounded(value: Fraction) -> Decimal:
    """The number (not negative) with two places, half up."""
    return decimal_of(value.numerator, value.denominator)


def decimal_of(numerator: int, denominator: int) -> Decimal:
    """The fraction (not negative) with two places, half up."""
    hundredths = (numerator * 200 + denominator) // (denominator * 2)
    return _HUNDREDTHS[hundredths] if hundredths < len(_HUNDREDTHS) else Decimal(hundredths).scaleb(-2)


def root(square: int, of: int) -> Fraction:
    """The square root of ``square / of``, rounded down to 1 / ROOT_PRECISION."""
    return Fraction(whole_root(square, of), ROOT_PRECISION)


def whole_root(square: int, of: int) -> int:
    """The same, as a whole number of ROOT_PRECISION parts."""
    return isqrt(square * ROOT_PRECISION**2 // of)
