"""Ranges of exact numbers, and how they leave: as decimals with two places."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

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
        expected = _times(self.expected, factor)
        low = expected if self.low is self.expected else _times(self.low, factor)
        return Range(low, expected, _times(self.high, factor))


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
        sum((part.low for part in parts), ZERO),
        sum((part.expected for part in parts), ZERO),
        sum((part.high for part in parts), ZERO),
    )


def rounded(value: Fraction) -> Decimal:
    """The number (not negative) with two places, half up."""
    hundredths = (value.numerator * 200 + value.denominator) // (value.denominator * 2)
    return Decimal(hundredths).scaleb(-2)


def root(square: int, of: int) -> Fraction:
    """The square root of ``square / of``, rounded down to 1 / ROOT_PRECISION."""
    return Fraction(isqrt(square * ROOT_PRECISION**2 // of), ROOT_PRECISION)
