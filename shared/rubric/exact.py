"""Exact numbers of a rubric: fractions that are read from text and written as text, never through a float."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

#: The most decimal places in which a number is written; one that needs more is written as a fraction.
MAX_PLACES = 6
#: How numbers are written. No exponents: ``1e999999999`` would be computed to its last digit.
_WRITTEN = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?")


def exact_text(value: Fraction) -> str:
    """The number as text: ``2``, ``1.5``, or ``1/3`` where no decimal is exact."""
    places = next((n for n in range(MAX_PLACES + 1) if 10**n % value.denominator == 0), None)
    if places is None:
        return str(value)
    return f"{Decimal(value.numerator) / value.denominator:.{places}f}"


def _fraction(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    if not _WRITTEN.fullmatch(str(value)):
        raise ValueError(f"{str(value)[:40]!r} is not an exact number such as 2, 1.5 or 1/3")
    return Fraction(value)


def _not_negative(value: Fraction) -> Fraction:
    if value < 0:
        raise ValueError(f"{value} is negative")
    return value


def _share(value: Fraction) -> Fraction:
    if value > 1:
        raise ValueError(f"{value} is not between 0 and 1")
    return value


#: An exact number, not negative, written ``2``, ``1.5`` or ``1/3``.
Exact = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    AfterValidator(_not_negative),
    PlainSerializer(exact_text, return_type=str),
    WithJsonSchema({"type": "string"}),
]
#: An exact number from 0 to 1.
Share = Annotated[Exact, AfterValidator(_share)]
