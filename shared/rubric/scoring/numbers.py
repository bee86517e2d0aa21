"""Ranges of exact numbers, and how they leave: as decimals with two places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt, lcm

ZERO, ONE = Fraction(0), Fraction(1)
#: Square roots are exact to one part in this number: far below the second decimal of any score.
ROOT_PRECISION = 10**6


@dataclass(frozen=True, slots=True)
class Range:
    """low ≤ expected ≤ high: shares from 0 to 1, or points."""

    low: Fraction
    expected: Fraction
    high: Fraction

    def times(self, factor: Fraction) -> "Range":
        """Each end times the factor, which is not negative."""
        return self.times_each(Range(factor, factor, factor))

    def times_each(self, factors: "Range") -> "Range":
        """Each end times its own factor; none is negative."""
        return Range(
            _times(self.low, factors.low), _times(self.expected, factors.expected), _times(self.high, factors.high)
        )


def _times(share: Fraction, factor: Fraction) -> Fraction:
    # Most shares are nothing or all of something, and fractions are slow to multiply.
    if share is ZERO or factor is ONE:
        return share
    return factor if share is ONE else share * factor


#: Nothing is known: from nothing at all to everything, expecting nothing.
UNKNOWN = Range(ZERO, ZERO, ONE)


def total(ranges: Iterable[Range]) -> Range:
    """The sum, end by end."""
    parts = list(ranges)
    return Range(
        add([part.low for part in parts]), add([part.expected for part in parts]), add([part.high for part in parts])
    )


def add(numbers: Sequence[Fraction]) -> Fraction:
    """The sum, over one common denominator: adding fractions one by one reduces each partial sum anew."""
    common = lcm(*(number.denominator for number in numbers))
    return Fraction(sum(number.numerator * (common // number.denominator) for number in numbers), common)


def rounded(value: Fraction) -> Decimal:
    """The number (not negative) with two places, half up."""
    numerator, denominator = value.as_integer_ratio()
    hundredths = (numerator * 200 + denominator) // (denominator * 2)
    return Decimal(hundredths).scaleb(-2)


def root(square: int, of: int) -> Fraction:
    """The square root of ``square / of``, rounded down to 1 / ROOT_PRECISION."""
    return Fraction(isqrt(square * ROOT_PRECISION**2 // of), ROOT_PRECISION)
