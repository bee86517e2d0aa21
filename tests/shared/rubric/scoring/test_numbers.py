"""Exact numbers are read, written, added and rounded without loss."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.rubric.exact import exact_text
from shared.rubric.scoring.numbers import ROOT_PRECISION, Range, root, rounded, total

#: The machine may be busy.
untimed = settings(deadline=None)

shares = st.fractions(min_value=0, max_value=100, max_denominator=100_000)


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0.00"), ("84.995", "85.00"), ("84.9949", "84.99"), ("1/3", "0.33"), ("2/3", "0.67"), ("0.005", "0.01")],
)
def test_rounds_half_up(value: str, text: str) -> None:
    assert str(rounded(Fraction(value))) == text


@untimed
@given(st.decimals(min_value=0, max_value=1000, places=6))
def test_rounds_as_decimal_does(value: Decimal) -> None:
    assert rounded(Fraction(value)) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@untimed
@given(st.lists(shares, max_size=20))
def test_adds_exactly(numbers: list[Fraction]) -> None:
    ranges = [Range((0, 0, number.numerator, 0, 0), number.denominator) for number in numbers]
    assert total(ranges).expected == sum(numbers, Fraction(0))


@untimed
@given(shares)
def test_root_is_the_largest_that_fits(value: Fraction) -> None:
    found, step = root(value.numerator, value.denominator), Fraction(1, ROOT_PRECISION)
    assert found**2 <= value < (found + step) ** 2


@pytest.mark.parametrize("text", ["0", "2", "1.5", "7.25", "1/3", "2/7", "100", "0.000001"])
def test_written_as_it_was_read(text: str) -> None:
    assert exact_text(Fraction(text)) == text


@untimed
@given(shares)
def test_writing_loses_nothing(value: Fraction) -> None:
    assert Fraction(exact_text(value)) == value
