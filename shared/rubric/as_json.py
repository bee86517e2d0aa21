"""A rubric as JSON, for the API and for other programs."""

from typing import Any

from shared.rubric.model import Rubric


def as_json(rubric: Rubric) -> dict[str, Any]:
    """The whole rubric as plain JSON data; exact numbers are text (``"1.5"``, ``"1/3"``), dates ISO text."""
    return rubric.model_dump(mode="json")
