"""Taking figures in turn, so that a noisy moment of the machine hits all workloads alike."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from services.bench.results import Series

#: Does a workload once, on fresh ground, and returns its figure.
Work = Callable[[], float]


def interleaved(works: Sequence[Work], repetitions: int) -> list[Series]:
    """Each repetition does every workload once; each begins with another one."""
    figures: list[list[float]] = [[] for _ in works]
    for repetition in range(repetitions):
        for step in range(len(works)):
            place = (repetition + step) % len(works)
            figures[place].append(works[place]())
    return [Series(tuple(each)) for each in figures]


class Stopwatch:
    """seconds: what the timed block took on the clock."""

    seconds = 0.0

    def rate(self, count: int) -> float:
        """So many things in that time, per second."""
        return count / self.seconds


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Times the block."""
    watch = Stopwatch()
    started = time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - started


def together(clients: int, work: Callable[[int], None]) -> float:
    """``work(number)`` in as many threads, begun at the same time; seconds until the last is done.

    Raises what the first failed client raised.
    """
    start = threading.Barrier(clients + 1)
    failures: list[Exception] = []

    def client(number: int) -> None:
        start.wait()
        try:
            work(number)
        except Exception as error:  # raised again below, in the thread that asked
            failures.append(error)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    with timed() as watch:
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]
    return watch.seconds
