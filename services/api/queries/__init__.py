"""Routes that answer questions from the views, one module a subject. Importing the package declares them all."""

from services.api.queries import (
    actions,
    audits,
    comparison,
    contacts,
    description,
    evidence,
    explain,
    feed,
    health,
    problems,
    rounds,
    rubrics,
    scores,
    trend,
    units,
    what_if,
)

__all__ = [
    "actions",
    "audits",
    "comparison",
    "contacts",
    "description",
    "evidence",
    "explain",
    "feed",
    "health",
    "problems",
    "rounds",
    "rubrics",
    "scores",
    "trend",
    "units",
    "what_if",
]
