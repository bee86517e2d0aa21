"""The next best actions of a unit in a round."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from shared.rubric import load_rubric
from shared.rubric.scoring import score
from shared.views.actions import Action, Example, item_actions, survey_actions
from shared.views.actions.action import Case
from shared.views.queries.kept import kept_state
from shared.views.queries.rounds import item_list, quota_list
from shared.views.queries.units import unit as unit_row
from shared.views.standing import as_shown, standing_of
from shared.views.statements import statement


def actions(
    connection: Connection,
    unit: str,
    fiscal_year: int,
    *,
    today: date,
    item: str | None = None,
    coarse: bool = False,
) -> tuple[Action, ...] | None:
    """What can still earn points on a Bangkok date, the most points first; None if the round is not opened.

    item: only what is to be done about this one. coarse: see ``score``.
    """
    state = kept_state(connection, unit, fiscal_year)
    if state is None:
        return None
    state = as_shown(state) if coarse else state
    rubric, standing = load_rubric(state.rubric or ""), standing_of(state, unit, fiscal_year)
    case = Case(rubric, standing, today, score(rubric, standing, today))
    rows = [row for row in item_list(connection, unit, fiscal_year) if item in (None, row.item)]
    examples = _examples(connection, unit, fiscal_year, rubric.id, [row.item for row in rows])
    quotas = quota_list(connection, unit, fiscal_year) if item is None else ()
    found = [*item_actions(case, rows, examples), *survey_actions(case, quotas)]
    return tuple(sorted(found, key=_urgency))


def _urgency(action: Action) -> tuple[Any, ...]:
    """The most points first; of equals the soonest, then the easiest."""
    effort = ("small", "medium", "large").index(action.effort)
    return (-action.worth, action.deadline or date.max, effort)


def _examples(connection: Connection, unit: str, fiscal_year: int, rubric: str, items: list[str]) -> dict[str, Example]:
    asking = unit_row(connection, unit)
    parameters = {
        "unit": unit,
        "fiscal_year": fiscal_year,
        "rubric": rubric,
        "items": items,
        "division": asking.division if asking else None,
        "made_up": bool(asking and asking.simulated),
    }
    found = connection.execute(text(statement("examples")), parameters).mappings()
    return {row["item"]: _example(dict(row)) for row in found}


def _example(row: dict[str, Any]) -> Example:
    kept = ("unit", "name_th", "name_en", "division", "page", "simulated", "replica")
    return Example(url=row["proof_url"], **{name: row[name] for name in kept})
