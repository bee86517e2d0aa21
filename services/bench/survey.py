"""Group ``survey``: answers at a steady rate over HTTP, from the acknowledgement to the score view and the log."""

from collections.abc import Iterator

from sqlalchemy import create_engine

from services.bench.arrivals import Arrivals
from services.bench.cpu import children, processor_seconds
from services.bench.forms import open_surveys
from services.bench.ground import Database, Ground
from services.bench.posting import Load, post_answers
from services.bench.results import Bar, Result, Series
from services.bench.rounds import project_rounds
from services.bench.servers import api_server, worker
from services.bench.tally import Tally
from services.bench.workload import fill
from shared.log import Log
from shared.views import queries

#: Answers a second.
RATE = 200
#: Seconds within which 99 of 100 must be acknowledged, and in the score view.
ACKNOWLEDGED, SEEN = 0.3, 1.0
#: Milliseconds of processor time that an answer may cost: two cores' time, shared by 200 answers a second.
COST = 10.0

_PERCENTILE = 0.99


def results(ground: Ground) -> Iterator[Result]:
    """The rows."""
    count = RATE * ground.sized(quick=10, full=60)
    with ground.database() as database:
        project_rounds(database, 0)
        with api_server(database, ground.folder, TRUSTED_PROXIES="1") as port, worker(database, ground.folder):
            _open_surveys(database)
            post_answers(port, RATE, RATE)  # connections are made and caches filled before anything counts
            runs = [_Run(ground, database, port, count) for _ in range(ground.sized(quick=1, full=3))]
    yield from _rows(runs)


class _Run:
    """One minute of answers. lost: acknowledged, and not in the log exactly once. cost: milliseconds each."""

    def __init__(self, ground: Ground, database: Database, port: int, count: int) -> None:
        with Log(database.url) as log, Arrivals(database) as arrivals:
            tally, spent = Tally(log), _spent(ground)
            load = post_answers(port, RATE, count)
            seen = arrivals.delays(each for each in load.posted if each.position)
            self.cost = 1_000 * (_spent(ground) - spent) / count
            self.lost = tally.amiss(load)
        self.refused = len(load.refused)
        self.acknowledged = percentile(_waits(load), _PERCENTILE)
        self.seen = percentile(seen, _PERCENTILE)


def percentile(figures: list[float], part: float) -> float:
    """The smallest figure that is not exceeded by that part of all."""
    ordered = sorted(figures)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def _rows(runs: list[_Run]) -> Iterator[Result]:
    at = f"at {RATE} answers/s"
    waits, seen = [run.acknowledged for run in runs], [run.seen for run in runs]
    yield _row(f"answer due → acknowledged, {at}, p99", "s", ACKNOWLEDGED, waits)
    yield _row(f"answer due → in the score view, {at}, p99", "s", SEEN, seen)
    yield _row(f"acknowledged and not in the log exactly once, {at}", "answers", 0, [sum(run.lost for run in runs)])
    yield _row(f"not acknowledged, {at}", "answers", 0, [sum(run.refused for run in runs)])
    yield _row("API, database and worker for an answer", "ms of CPU", COST, [run.cost for run in runs])


def _row(name: str, unit: str, limit: float, figures: list[float]) -> Result:
    return Result(name=name, group="survey", unit=unit, bar=Bar.at_most(limit, unit), ours=Series(tuple(figures)))


def _waits(load: Load) -> list[float]:
    return [each.taken - each.due for each in load.posted]


def _spent(ground: Ground) -> float:
    return processor_seconds(ground.server_pid, *children())


def _open_surveys(database: Database) -> None:
    """Open them, and wait until the page knows."""
    engine = create_engine(database.url)
    with Log(database.url) as log:
        fill(log, open_surveys())
        queries.wait_until(engine, log.head(), timeout=60)
    engine.dispose()
