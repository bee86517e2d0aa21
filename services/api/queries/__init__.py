"""Routes that answer questions from the views, one module a subject. Importing the package declares them all."""

from services.api.queries import (
    audits,
    comparison,
    description,
    evidence,
    feed,
    health,
    problems,
    rounds,
    rubrics,
    scores,
    units,
)

__all__ = [
    "audits",
    "comparison",
    "description",
    "evidence",
    "feed",
    "health",
    "problems",
    "rounds",
    "rubrics",
    "scores",
    "units",
]
