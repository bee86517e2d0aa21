"""A rubric to match against."""

import pytest

from services.crawler.match import Matcher
from shared.rubric import Rubric, load_rubric


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric("2567-provincial-immigration")


@pytest.fixture(scope="session")
def matcher(rubric: Rubric) -> Matcher:
    return Matcher(rubric)
