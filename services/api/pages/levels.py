"""What a projected score still lacks for the next better level."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from shared.rubric import Rubric
from shared.rubric.model import Level


class Step(Struct, frozen=True):
    """The next level. total: points of 100 that the total lacks; each: instrument → percent points that it lacks."""

    level: Level
    total: Decimal
    each: dict[str, Decimal]


def next_step(rubric: Rubric, score: dict[str, Any]) -> Step | None:
    """From the body of a score; None at the best level."""
    better = _better_levels(rubric, score["level"]["code"])
    if not better:
        return None
    level = better[-1]
    shares = {name: _missing(level.each, part["percent"]) for name, part in score["instruments"].items()}
    each = {name: missing for name, missing in shares.items() if missing > 0}
    return Step(level, _missing(level.total, score["total"]["expected"]), each)


def _better_levels(rubric: Rubric, code: str) -> list[Level]:
    codes = [level.code for level in rubric.levels]
    return list(rubric.levels[: codes.index(code)])


def _missing(wanted: Fraction, has: str) -> Decimal:
    needed = Decimal(wanted.numerator) / Decimal(wanted.denominator)
    return max(Decimal(0), needed - Decimal(has))
