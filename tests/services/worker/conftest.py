"""A projector over a fresh database, and a round with something in every view."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector


@pytest.fixture
def engine(database) -> Iterator[Engine]:
    """The application's engine on the fresh database."""
    made = create_engine(database.url)
    yield made
    made.dispose()


@pytest.fixture
def owner(database) -> Iterator[Engine]:
    """The owner's engine on the fresh database."""
    made = create_engine(database.owner_url)
    yield made
    made.dispose()


@pytest.fixture
def projector(engine, log) -> Projector:
    """A projector of all views, ready."""
    made = Projector(engine, log, PROJECTIONS)
    made.prepare()
    return made


@pytest.fixture
def contents(engine):
    """A function that tells all rows of all views, by table."""

    def read(*names: str) -> dict[str, list[str]]:
        tables = [t.name for each in PROJECTIONS if not names or each.name in names for t in each.tables]
        with engine.connect() as connection:
            return {
                name: sorted(connection.scalars(text(f"SELECT to_jsonb(row)::text FROM views.{name} AS row")))
                for name in tables
            }

    return read
