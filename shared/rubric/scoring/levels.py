"""The result level of a score."""

from collections.abc import Iterable
from decimal import Decimal

from shared.rubric.model import Level, Rubric


def level_of(rubric: Rubric, total: Decimal, percents: Iterable[Decimal]) -> Level:
    """The highest level that the total (0–100) and every instrument (each 0–100) reach.

    All numbers come rounded to two places, so that 84.995 has become 85.00 before it is compared. Source of the rule:
    the rubric's ``level_rule``.
    """
    lowest = min(percents, default=Decimal(100))
    return next(level for level in rubric.levels if total >= level.total and lowest >= level.each)
