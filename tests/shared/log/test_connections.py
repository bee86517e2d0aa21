"""Connections that are lent: never more than allowed, each to one thread at a time, nobody left waiting."""

import threading
from collections.abc import Iterator

import pytest

from shared.log import LogUnavailable
from shared.log import connections as module
from shared.log.connections import Connections, Driver
from tests.databases import Database

MOST = 2


@pytest.fixture
def lent(database: Database) -> Iterator[Connections]:
    connections = Connections(database.url, MOST)
    yield connections
    connections.close()


def test_more_threads_than_connections_all_get_their_turn(lent: Connections) -> None:
    lock, in_use, used, most = threading.Lock(), set[int](), set[int](), 0

    def work(driver: Driver) -> None:
        nonlocal most
        backend = driver.info.backend_pid
        with lock:
            assert backend not in in_use
            in_use.add(backend)
            used.add(backend)
            most = max(most, len(in_use))
        driver.execute("SELECT 1")
        with lock:
            in_use.remove(backend)

    threads = [threading.Thread(target=lambda: [lent.lend(work) for _ in range(50)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (lent.borrowed, len(used), most) == (0, MOST, MOST)


def test_whoever_waits_in_vain_is_told(lent: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)

    def all_lent(_driver: Driver) -> None:
        lent.lend(lambda _other: lent.lend(lambda _third: None))

    with pytest.raises(LogUnavailable, match="all 2 connections were in use"):
        lent.lend(all_lent)
    assert lent.borrowed == 0


def test_a_connection_closed_by_the_server_is_replaced(lent: Connections) -> None:
    first = lent.lend(lambda driver: driver.info.backend_pid)
    ended = lent.lend(
        lambda _other: lent.lend(
            lambda driver: driver.execute("SELECT pg_terminate_backend(%s, 5000)", (first,)).fetchone()
        )
    )
    assert ended == (True,)
    assert lent.lend(lambda driver: driver.info.backend_pid) != first


def test_one_that_comes_back_within_a_transaction_is_not_lent_again(lent: Connections) -> None:
    first = lent.lend(lambda driver: (driver.pgconn.exec_(b"BEGIN"), driver.info.backend_pid)[1])
    assert lent.lend(lambda driver: driver.info.backend_pid) != first


def test_after_closing_what_comes_back_is_closed(lent: Connections) -> None:
    kept: list[Driver] = []

    def close_meanwhile(driver: Driver) -> None:
        kept.append(driver)
        lent.close()

    lent.lend(close_meanwhile)
    assert kept[0].closed
