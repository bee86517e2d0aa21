"""Group ``country``: all 8,300 public bodies. What holds for a hundred must hold for them."""

from collections.abc import Iterator
from datetime import date, datetime

import orjson

from services.bench.ground import Ground
from services.bench.projecting import Projected, prepared, read_bare, rebuild_scores
from services.bench.repeat import interleaved, timed
from services.bench.results import Bar, Result
from services.bench.workload import YEAR
from services.worker.projections.scores import ScoresView
from services.worker.projections.units import UnitsView
from services.worker.projector import Projector
from shared.log.connections import Driver
from shared.settings import BANGKOK
from shared.views import queries
from shared.views.queries import Selection

#: Public bodies assessed in a year, and answers that each collects.
BODIES, ANSWERS = 8_300, 500
#: Bodies whose scores are rebuilt in the quick run.
FEW_BODIES = 166
#: Milliseconds that comparing them may take.
COMPARISON = 200.0

_UNITS = tuple(f"TH-{10 + number % 87}-body{number}" for number in range(BODIES))


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    yield compared(ground)
    yield rebuilt(ground)


def rebuilt(ground: Ground) -> Result:
    """Everybody's score, computed anew from every answer."""
    bodies = ground.sized(quick=FEW_BODIES, full=BODIES)
    with ground.database() as database, prepared(database, bodies * ANSWERS, _UNITS[:bodies]) as projected:
        ground.settle()
        ours, theirs = interleaved([lambda: rebuild_scores(projected), lambda: read_bare(projected)], repetitions=1)
    return Result(
        name=f"rebuild of the score view, {bodies:,} units × {ANSWERS} answers",
        group="country",
        unit="events/s",
        bar=Bar.times(0.5),
        ours=ours,
        peer="a bare keyset read of the same events",
        theirs=theirs,
    )


def compared(ground: Ground) -> Result:
    """Everybody side by side, as the API asks for them whenever anything has changed; the database makes the JSON."""
    with ground.database() as database, prepared(database, BODIES, _UNITS) as projected:
        projector = Projector(projected.engine, projected.log, [UnitsView(), ScoresView()])
        projector.prepare()
        projector.drain()
        (ours,) = interleaved([lambda: _comparison(projected)], ground.repetitions)
    return Result(
        name=f"comparison of {BODIES:,} units, query and JSON",
        group="country",
        unit="ms",
        bar=Bar.at_most(COMPARISON, "ms"),
        ours=ours,
    )


def _comparison(at: Projected) -> float:
    """Milliseconds of one comparison, with scores of today, over the API's own connections."""
    today = datetime.now(BANGKOK).date()
    with timed() as watch:
        found = at.log.run(lambda driver: _compared(driver, today))
    units = len(orjson.loads(found.units))
    if units != BODIES:
        raise ValueError(f"{units} units compared of {BODIES}")
    return watch.seconds * 1000


def _compared(driver: Driver, today: date) -> queries.Compared:
    return queries.compared(driver, YEAR, Selection(), by="expected", indicators=False, today=today)
