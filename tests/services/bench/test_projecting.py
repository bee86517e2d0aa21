"""What is projected while it is timed is the real view, whole."""

import pytest
from sqlalchemy import text

from services.bench import projecting
from services.bench.growth import append_cost, follow_cost
from services.bench.library import fill_library, library_log
from services.bench.memory import peak_of_rebuild
from services.bench.workload import UNITS, answers

SHEETS = 300


@pytest.fixture
def projected(database):
    with projecting.prepared(database, SHEETS) as filled:
        yield filled


def scores(projected) -> list:
    with projected.engine.connect() as connection:
        return sorted(connection.scalars(text("SELECT to_jsonb(row)::text FROM views.scores AS row")))


def test_live_and_rebuilt_views_are_the_same_and_of_all_units(projected):
    assert projecting.project_live(projected) > 0
    live = scores(projected)
    assert projecting.rebuild_scores(projected) > 0
    assert scores(projected) == live
    assert len(live) == 2 * len(UNITS), "exact and coarse of each"


def test_projecting_live_starts_from_nothing_each_time(projected):
    projecting.project_live(projected)
    first = scores(projected)
    projecting.project_live(projected)
    assert scores(projected) == first


#: Events with which a unit and its round begin.
OPENING = 4


def test_the_bare_peer_reads_the_whole_log(projected):
    assert projecting.read_bare(projected) > 0
    assert projected.count == SHEETS + OPENING * len(UNITS)


def test_the_library_counts_every_event_again_in_each_run(database):
    with library_log(database.owner_url) as library:
        fill_library(library, answers(30))
    assert projecting.count_by_library(database, 30) > 0
    assert projecting.count_by_library(database, 30) > 0


def test_the_peak_of_a_rebuild_is_that_of_a_process_that_did_it(database, projected):
    assert 20 < peak_of_rebuild(database) < 2_000
    assert len(scores(projected)) == 2 * len(UNITS)


def test_costs_of_a_growing_log_are_of_real_appends_and_reads(projected):
    before = projected.log.head()
    assert append_cost(projected.log) > 0
    assert projected.log.head() == before + 100
    assert follow_cost(projected.log) > 0
