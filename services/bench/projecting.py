"""Workloads that project, ours and the peers'. Each returns events a second."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine, create_engine, text

from services.bench.bare import read_all
from services.bench.ground import Database
from services.bench.library import forget_projection, run_projection
from services.bench.repeat import timed
from services.bench.workload import UNITS, answers, fill, opened_rounds
from services.worker.projections.scores import ScoresView
from services.worker.projector import Projector
from services.worker.rebuild import rebuild
from shared.log import Log

#: Events of one page of the bare read: the size of a rebuild's batches.
PAGE = 5_000


@dataclass(frozen=True)
class Projected:
    """A filled log and its views. count: events in the log."""

    database: Database
    engine: Engine
    owner: Engine
    log: Log
    count: int


@contextmanager
def prepared(database: Database, sheets: int, units: Sequence[str] = UNITS) -> Iterator[Projected]:
    """A log with the open rounds of these units and as many answer sheets, nothing of it projected."""
    engine, owner = create_engine(database.url), create_engine(database.owner_url)
    try:
        with Log(database.url) as log:
            fill(log, opened_rounds(units))
            fill(log, answers(sheets, units))
            yield Projected(database, engine, owner, log, log.head())
    finally:
        engine.dispose()
        owner.dispose()


def project_live(at: Projected) -> float:
    """The worker's own way, on an empty score view: batches, rows and positions in one transaction."""
    _empty(at.owner)
    projector = Projector(at.engine, at.log, [ScoresView()])
    projector.prepare()
    with timed() as watch:
        projected = projector.drain()
    return _complete(projected, at, watch.rate(projected))


def rebuild_scores(at: Projected) -> float:
    """The view built anew beside the old one, and switched."""
    with timed() as watch:
        reached = rebuild(at.owner, at.log, ScoresView.name)
    return _complete(reached, at, watch.rate(at.count))


def read_bare(at: Projected) -> float:
    """The bare peer: the same events read, nothing done with them."""
    with timed() as watch:
        read = read_all(at.database.url, PAGE)
    return _complete(read, at, watch.rate(read))


def count_by_library(database: Database, count: int) -> float:
    """The library's peer, from the beginning: its log must hold ``count`` events."""
    forget_projection(database.owner_url)
    with timed() as watch:
        counted = run_projection(database.owner_url, count)
    if counted != count:
        raise ValueError(f"the library counted {counted} events of {count}")
    return watch.rate(count)


def _complete(done: int, at: Projected, rate: float) -> float:
    if done != at.count:
        raise ValueError(f"{done} events projected of {at.count}")
    return rate


def _empty(owner: Engine) -> None:
    with owner.begin() as connection:
        connection.execute(text("TRUNCATE views.scores, views.scores_state, views.projection_positions"))
