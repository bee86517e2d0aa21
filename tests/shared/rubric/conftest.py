"""Rubrics to test with: the packaged one, and changed copies of it."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.rubric import Rubric, as_json, load_rubric

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric("2567-provincial-immigration")


@pytest.fixture(scope="session")
def changed(rubric: Rubric) -> Callable[[Change], Rubric]:
    """A copy of the packaged rubric whose data the given function has changed."""

    def copy(change: Change) -> Rubric:
        data = as_json(rubric)
        change(data)
        return Rubric.model_validate(data)

    return copy
