"""Group ``survey``: how long a posted answer takes to be in the score view, while answers keep coming."""

from collections.abc import Iterator

from services.bench.arrivals import Arrivals
from services.bench.ground import Ground
from services.bench.posting import post_answers
from services.bench.results import Bar, Result, Series
from services.bench.rounds import project_rounds
from services.bench.servers import api_server, worker

#: Answers a second, and seconds within which 99 of 100 must be in the view.
RATE, LATEST = 200, 1.0

_PERCENTILE = 0.99


def results(ground: Ground) -> Iterator[Result]:
    """The row."""
    count = RATE * ground.sized(quick=5, full=30)
    with ground.database() as database:
        project_rounds(database, 0)
        with api_server(database, ground.folder) as port, worker(database, ground.folder):
            post_answers(port, RATE, RATE)  # connections are made and caches filled before anything counts
            delays = []
            for _ in range(ground.repetitions):
                with Arrivals(database) as arrivals:
                    posted = post_answers(port, RATE, count)
                    delays.append(percentile(arrivals.delays(posted), _PERCENTILE))
    yield Result(
        name=f"answer posted → in the score view, at {RATE} answers/s, p99",
        group="survey",
        unit="s",
        bar=Bar.at_most(LATEST, "s"),
        ours=Series(tuple(delays)),
    )


def percentile(figures: list[float], part: float) -> float:
    """The smallest figure that is not exceeded by that part of all."""
    ordered = sorted(figures)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]
