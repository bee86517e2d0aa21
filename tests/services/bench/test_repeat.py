"""Turns and crowds."""

import threading

import pytest

from services.bench.repeat import interleaved, timed, together


def test_every_work_is_done_in_each_repetition_and_each_begins_once():
    done: list[str] = []
    figures = iter(range(100))

    def work(name):
        def run() -> float:
            done.append(name)
            return float(next(figures))

        return run

    series = interleaved([work("a"), work("b"), work("c")], 3)
    assert done == ["a", "b", "c", "b", "c", "a", "c", "a", "b"]
    assert [each.figures for each in series] == [(0, 5, 7), (1, 3, 8), (2, 4, 6)]


def test_clients_start_together_and_all_are_waited_for():
    meeting = threading.Barrier(3)
    seen: list[int] = []

    def client(number: int) -> None:
        meeting.wait(timeout=10)
        seen.append(number)

    assert together(3, client) > 0
    assert sorted(seen) == [0, 1, 2]


def test_a_client_that_fails_is_not_passed_over():
    def client(number: int) -> None:
        if number == 1:
            raise ValueError("the second one")

    with pytest.raises(ValueError, match="the second one"):
        together(2, client)


def test_a_rate_is_by_the_clock():
    with timed() as watch:
        pass
    assert watch.rate(10) == pytest.approx(10 / watch.seconds)
