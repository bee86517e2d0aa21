"""The rules that a score goes by, with their sources."""

from typing import Any

from shared.rubric.model import Rubric, Sourced

#: The statements of a rubric that scores go by, by their keys there.
RULES = (
    "rule_basis",
    "option_scale",
    "eit_combination",
    "short_sample",
    "item_basis",
    "verdict_credit",
    "level_rule",
    "question_wording",
)


def rules_of(rubric: Rubric) -> dict[str, Sourced]:
    """Those that this rubric has, by key."""
    return {key: rule for key in RULES if (rule := getattr(rubric, key)) is not None}


def rules_json(rubric: Rubric) -> dict[str, Any]:
    """The same as plain JSON data."""
    return {key: _rule(rule) for key, rule in rules_of(rubric).items()}


def _rule(statement: Sourced) -> dict[str, Any]:
    return {
        "title": statement.title.model_dump(),
        "confirmed": statement.confirmed,
        "source": statement.source,
        "note": statement.note.model_dump() if statement.note else None,
        "rule": getattr(statement, "rule", None),
    }
