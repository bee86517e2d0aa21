"""Rubrics to match against."""

import csv
from pathlib import Path

import pytest

from services.crawler.match import Matcher
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import Item, Text


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric("2567-provincial-immigration")


@pytest.fixture(scope="session")
def matcher(rubric: Rubric) -> Matcher:
    return Matcher(rubric)


@pytest.fixture(scope="session")
def general() -> Matcher:
    """The general criteria of 2566, by their official titles alone: no aliases."""
    with (Path(__file__).parent / "general-2566.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    items = tuple(Item.model_construct(id=r["code"], title=Text(th=r["title_th"], en=""), aliases=()) for r in rows)
    return Matcher(Rubric.model_construct(id="general", fiscal_year=2566, items=items))
