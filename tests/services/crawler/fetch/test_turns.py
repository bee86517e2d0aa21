import threading
from contextlib import suppress

from services.crawler.fetch import LocalTurns


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_a_server_rests_between_requests() -> None:
    clock = Clock()
    turns = LocalTurns(clock, clock.sleep)
    for _ in range(3):
        with turns.turn("8.8.8.8", 1.5):
            clock.now += 0.5
    assert clock.slept == [1.5, 1.5]


def test_the_time_since_the_last_request_counts() -> None:
    clock = Clock()
    turns = LocalTurns(clock, clock.sleep)
    with turns.turn("8.8.8.8", 5):
        pass
    clock.now += 4
    with turns.turn("8.8.8.8", 5):
        pass
    assert clock.slept == [1]


def test_a_server_that_asks_for_it_rests_longer() -> None:
    clock = Clock()
    turns = LocalTurns(clock, clock.sleep)
    with turns.turn("8.8.8.8", 1) as rest:
        rest.seconds = 20
    with turns.turn("8.8.8.8", 1):
        pass
    with turns.turn("8.8.8.8", 1):
        pass
    assert clock.slept == [20, 1]


def test_servers_do_not_wait_for_each_other() -> None:
    clock = Clock()
    turns = LocalTurns(clock, clock.sleep)
    for server in ("8.8.8.8", "9.9.9.9"):
        with turns.turn(server, 60):
            pass
    assert clock.slept == []


def test_one_request_at_a_time() -> None:
    turns = LocalTurns()
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        with turns.turn("8.8.8.8", 0):
            inside.append(1)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 20


def test_a_failed_request_frees_the_server() -> None:
    clock = Clock()
    turns = LocalTurns(clock, clock.sleep)
    with suppress(OSError), turns.turn("8.8.8.8", 1):
        raise OSError
    with turns.turn("8.8.8.8", 1):
        assert clock.slept == [1]
