"""What a round would score after imagined changes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from shared.rubric import load_rubric
from shared.rubric.scoring import ItemDone, MoreAnswers, changed, score, score_json
from shared.views.queries.kept import kept_state
from shared.views.standing import as_shown, standing_of

#: The ends of a figure that are compared.
ENDS = ("floor", "low", "expected", "high", "ceiling")


def what_if(
    connection: Connection,
    unit: str,
    fiscal_year: int,
    changes: Sequence[ItemDone | MoreAnswers],
    *,
    today: date,
    coarse: bool = False,
) -> dict[str, Any] | None:
    """The score for a Bangkok date now and after all changes, with the differences; None without a round.

    coarse: see ``score``. Raises ChangeError. Nothing is stored.
    """
    state = kept_state(connection, unit, fiscal_year)
    if state is None:
        return None
    state = as_shown(state) if coarse else state
    rubric, standing = load_rubric(state.rubric or ""), standing_of(state, unit, fiscal_year)
    now = score_json(score(rubric, standing, today))
    then = score_json(score(rubric, changed(rubric, standing, changes), today))
    kept = ("unit", "fiscal_year", "rubric", "as_of", "closes", "position", "simulated")
    return {
        **{name: now[name] for name in kept},
        "now": _summary(now),
        "then": _summary(then),
        "difference": differences(now, then),
        "unconfirmed": then["unconfirmed"],
    }


def differences(now: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """Points that each end of the total and of the instruments gains (negative: loses) between two score bodies."""
    instruments = then["instruments"]
    return {
        "total": difference(now["total"], then["total"]),
        "instruments": {name: difference(now["instruments"][name], part) for name, part in instruments.items()},
    }


def difference(now: dict[str, str], then: dict[str, str]) -> dict[str, str]:
    """Points that each end of a figure gains."""
    return {end: str(Decimal(then[end]) - Decimal(now[end])) for end in ENDS}


def _summary(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("total", "instruments", "level")}
