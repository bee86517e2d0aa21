"""Group ``log``: appending, following, growth and verification."""

from collections.abc import Callable, Iterator
from functools import partial

from services.bench.appending import (
    append_from_clients,
    append_in_batches,
    append_singly,
    insert_in_batches,
    insert_singly,
    save_from_clients,
)
from services.bench.bare import BATCH_INSERTS, read_all
from services.bench.ground import Database, Ground
from services.bench.growth import growth
from services.bench.repeat import Work, interleaved, timed
from services.bench.results import Bar, Result
from services.bench.workload import answers, fill
from shared.log import Log, verify

#: Events of one page, for us and for the bare read.
PAGE = 1_000
#: Writers of the contended row, and clients that share commits.
WRITERS, CLIENTS = 4, 64


def results(ground: Ground) -> Iterator[Result]:
    """The rows, as they come in."""
    yield _single(ground)
    yield _writers(ground)
    yield _clients(ground)
    yield _batches(ground)
    yield from _reading(ground)
    yield from growth(ground)


def _single(ground: Ground) -> Result:
    count = ground.sized(quick=1_000, full=4_000)
    ours, theirs = interleaved(
        [_fresh(ground, lambda at: append_singly(at, count)), _fresh(ground, lambda at: insert_singly(at, count))],
        ground.repetitions,
    )
    return Result(
        name="append, one event a transaction",
        group="log",
        unit="events/s",
        bar=Bar.times(0.8),
        ours=ours,
        peer="a bare autocommit INSERT of the same row",
        theirs=theirs,
    )


def _writers(ground: Ground) -> Result:
    count = ground.sized(quick=300, full=1_000)
    ours, theirs = interleaved(
        [
            _fresh(ground, lambda at: append_from_clients(at, WRITERS, count)),
            _fresh(ground, lambda at: save_from_clients(at, WRITERS, count)),
        ],
        ground.repetitions,
    )
    return Result(
        name=f"append, {WRITERS} writers",
        group="log",
        unit="events/s",
        bar=Bar.times(3),
        ours=ours,
        peer=f"save of the eventsourcing library, {WRITERS} writers",
        theirs=theirs,
    )


def _clients(ground: Ground) -> Result:
    count = ground.sized(quick=60, full=200)
    ours, theirs = interleaved(
        [
            _fresh(ground, lambda at: append_from_clients(at, CLIENTS, count)),
            _fresh(ground, lambda at: save_from_clients(at, CLIENTS, count // 4)),
        ],
        ground.repetitions,
    )
    return Result(
        name=f"append, {CLIENTS} clients waiting, commits shared",
        group="log",
        unit="events/s",
        bar=Bar.times(6),
        ours=ours,
        peer=f"save of the eventsourcing library, {CLIENTS} clients",
        theirs=theirs,
    )


def _batches(ground: Ground) -> Result:
    """The peer is whichever bare batch INSERT is the fastest in this run."""
    count, batch = ground.sized(quick=10_000, full=50_000), 1_000
    works = [_fresh(ground, lambda at: append_in_batches(at, count, batch))]
    works += [_fresh(ground, partial(insert_in_batches, count=count, batch=batch, how=how)) for how in BATCH_INSERTS]
    ours, *others = interleaved(works, ground.repetitions)
    theirs, peer = max(zip(others, BATCH_INSERTS, strict=True), key=lambda pair: pair[0].median)
    return Result(
        name=f"append in batches of {batch:,}",
        group="log",
        unit="events/s",
        bar=Bar.times(0.4),
        ours=ours,
        peer=f"the fastest bare batch INSERT of the same rows ({peer})",
        theirs=theirs,
    )


def _reading(ground: Ground) -> Iterator[Result]:
    count = ground.sized(quick=30_000, full=200_000)
    with ground.database() as database, Log(database.url) as log:
        fill(log, answers(count))
        ground.settle()
        follow, bare, verified = interleaved(
            [lambda: follow_all(log, count), lambda: _read_bare(database, count), lambda: verify_all(log, count)],
            ground.repetitions,
        )
    yield Result(
        name=f"follow and decode, pages of {PAGE:,}",
        group="log",
        unit="events/s",
        bar=Bar.times(0.6),
        ours=follow,
        peer="a bare keyset read of the same columns, JSON by orjson",
        theirs=bare,
    )
    yield Result(
        name="verify every hash chain",
        group="log",
        unit="events/s",
        bar=Bar.at_least(50_000, "events/s"),
        ours=verified,
    )


def follow_all(log: Log, count: int) -> float:
    """Events a second, followed from the start and decoded."""
    read, after = 0, 0
    with timed() as watch:
        while batch := log.follow(after, limit=PAGE):
            after, read = batch[-1].position, read + len(batch)
    return _complete(read, count, watch.rate(read))


def verify_all(log: Log, count: int) -> float:
    """Events a second, verified. Raises ValueError for a fault: nobody meddled with this log."""
    with timed() as watch:
        faults = list(verify(log))
    if faults:
        raise ValueError(f"the log that was just written is faulty: {faults[0]}")
    return watch.rate(count)


def _read_bare(database: Database, count: int) -> float:
    with timed() as watch:
        read = read_all(database.url, PAGE)
    return _complete(read, count, watch.rate(read))


def _complete(read: int, count: int, rate: float) -> float:
    if read != count:
        raise ValueError(f"{read} events read of {count}")
    return rate


def _fresh(ground: Ground, workload: Callable[[Database], float]) -> Work:
    """The workload on a database of its own, each time."""

    def work() -> float:
        with ground.database() as database:
            return workload(database)

    return work
