"""What an append and a follow cost in a small log and in large ones: flat, or the log slows down with the years."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from services.bench.ground import Ground
from services.bench.repeat import interleaved, timed
from services.bench.results import Bar, Result, Series
from services.bench.workload import answers, fill
from shared.log import Log

#: Events in the small log; the large ones hold ten times and (in a full run) a hundred times as many.
SMALL = 10_000
#: Appends, and events followed, that one figure is the mean of.
APPENDS, FOLLOWED = 100, 5_000
#: Figures taken of each log, in turn; a single one is short, and waiting for the disk makes it scatter.
FIGURES = 15
#: How much dearer an event may be and still count as flat; less than this is noise of the machine.
FLAT = 1.5

_MICROSECONDS = 1e6


def growth(ground: Ground) -> Iterator[Result]:
    """Cost an event, in microseconds, in a large log beside a small one. All logs exist at the same time."""
    sizes = [SMALL, *ground.sized(quick=[10 * SMALL], full=[10 * SMALL, 100 * SMALL])]
    with ExitStack() as opened:
        logs = []
        for size in sizes:
            log = opened.enter_context(Log(opened.enter_context(ground.database()).url))
            fill(log, answers(size))
            logs.append(log)
        ground.settle()
        yield from _rows("append", [_work(append_cost, log) for log in logs], sizes)
        yield from _rows("follow", [_work(follow_cost, log) for log in logs], sizes)


def append_cost(log: Log) -> float:
    """Microseconds that one more event takes."""
    items = list(answers(APPENDS))
    with timed() as watch:
        for stream, event, meta in items:
            log.append(stream, [event], meta=meta)
    return watch.seconds / APPENDS * _MICROSECONDS


def follow_cost(log: Log) -> float:
    """Microseconds an event, following the newest events: where projections read."""
    start = max(log.head() - FOLLOWED, 0)
    with timed() as watch:
        read = len(log.follow(start, limit=FOLLOWED))
    return watch.seconds / read * _MICROSECONDS


def _work(cost: Callable[[Log], float], log: Log) -> Callable[[], float]:
    return lambda: cost(log)


def _rows(what: str, works: list[Callable[[], float]], sizes: list[int]) -> Iterator[Result]:
    small, *large = interleaved(works, FIGURES)
    for size, series in zip(sizes[1:], large, strict=True):
        yield _row(what, size, series, small)


def _row(what: str, size: int, large: Series, small: Series) -> Result:
    return Result(
        name=f"{what} in a log of {size:,} events",
        group="log",
        unit="µs/event",
        bar=Bar.at_most_times(FLAT),
        ours=large,
        peer=f"the same in a log of {SMALL:,}",
        theirs=small,
    )
