"""The whole country in small: every unit is rebuilt and compared, and a missing one is an error."""

from contextlib import contextmanager

import pytest

from services.bench import country
from services.bench.projecting import prepared

UNITS = ("TH-10-body0", "TH-11-body1", "TH-12-body2")


class Ground:
    """A ground of one fresh database, measured once."""

    repetitions = 1

    def __init__(self, database) -> None:
        self._database = database

    @contextmanager
    def database(self):
        yield self._database

    def sized(self, *, quick, full):
        return quick

    def settle(self) -> None:
        """Nothing is timed here."""


@pytest.fixture
def ground(database, monkeypatch):
    monkeypatch.setattr(country, "_UNITS", UNITS)
    monkeypatch.setattr(country, "BODIES", len(UNITS))
    monkeypatch.setattr(country, "FEW_BODIES", 2)
    monkeypatch.setattr(country, "ANSWERS", 4)
    return Ground(database)


def test_all_scores_are_rebuilt_and_all_events_read(ground):
    row = country.rebuilt(ground)
    assert row.name == "rebuild of the score view, 2 units × 4 answers"
    assert row.ours.median > 0
    assert row.theirs is not None


def test_all_units_are_compared(ground):
    row = country.compared(ground)
    assert row.name == "comparison of 3 units, query and JSON"
    assert row.ours.median > 0


def test_a_comparison_that_misses_units_does_not_count(ground, database):
    with prepared(database, 1, UNITS[:2]) as projected, pytest.raises(ValueError, match="0 units compared of 3"):
        country._comparison(projected)
