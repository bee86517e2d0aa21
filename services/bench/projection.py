"""Group ``projection``: the score view kept up to date, built anew, and the memory that this takes."""

from collections.abc import Iterator
from functools import partial

from services.bench.ground import Ground
from services.bench.library import fill_library, library_log
from services.bench.memory import peak_of_rebuild
from services.bench.projecting import count_by_library, prepared, project_live, read_bare, rebuild_scores
from services.bench.repeat import interleaved
from services.bench.results import Bar, Result, Series
from services.bench.workload import answers

#: Megabytes that a rebuild may take, and how many times what a log a tenth as long takes.
MEMORY, FLAT = 300.0, 1.25

_RUNNER = "ProjectionRunner of the eventsourcing library, one upsert an event"


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    yield from _speed(ground)
    yield from _memory(ground)


def _speed(ground: Ground) -> Iterator[Result]:
    count, few = ground.sized(quick=20_000, full=100_000), ground.sized(quick=1_500, full=10_000)
    with ground.database() as database, prepared(database, count) as projected, ground.database() as other:
        with library_log(other.owner_url) as library:
            fill_library(library, answers(few))
        ground.settle()
        works = [partial(work, projected) for work in (project_live, rebuild_scores, read_bare)]
        live, rebuild, bare, runner = interleaved([*works, partial(count_by_library, other, few)], ground.repetitions)
    yield _row("score view, live in batches", Bar.times(30), live, _RUNNER, runner)
    yield _row("rebuild of the score view", Bar.times(0.5), rebuild, "a bare keyset read of the same events", bare)
    yield _row("rebuild of the score view, beside a runner", Bar.times(80), rebuild, _RUNNER, runner)


def _row(name: str, bar: Bar, ours: Series, peer: str, theirs: Series) -> Result:
    return Result(name=name, group="projection", unit="events/s", bar=bar, ours=ours, peer=peer, theirs=theirs)


def _memory(ground: Ground) -> Iterator[Result]:
    count = ground.sized(quick=100_000, full=1_000_000)
    short, long = (Series((_peak(ground, size),)) for size in (count // 10, count))
    name = f"memory of a rebuild of {count:,} events"
    yield Result(name=name, group="projection", unit="MB", bar=Bar.at_most(MEMORY, "MB"), ours=long)
    yield Result(
        name=f"{name}, flat",
        group="projection",
        unit="MB",
        bar=Bar.at_most_times(FLAT),
        ours=long,
        peer=f"the same of {count // 10:,} events",
        theirs=short,
    )


def _peak(ground: Ground, count: int) -> float:
    with ground.database() as database, prepared(database, count):
        return peak_of_rebuild(database)
