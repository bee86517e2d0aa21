"""Everything dies at random points under load, for real: what was acknowledged is there once, views equal a rebuild."""

import http.client
import os
import random
import secrets
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import psycopg
import pytest

from shared.log import Log, verify
from shared.postgres import EmbeddedPostgres, libpq_url
from tests.end_to_end.whole import ROUND, Whole, eventually, views

#: Clients that post answers, each one after the other.
CLIENTS = 3
SHEET = {"instrument": "IIT", "answers": {f"i{number}": "high" for number in range(1, 16)}}


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Whole]:
    """Everything running, with the one real round and nothing simulated."""
    running = Whole(tmp_path / "data", DEMO="0", SWEEP_SECONDS="1")
    running.start()
    yield running
    running.end()


@pytest.mark.parametrize("deaths", [pytest.param(4, id="each-once"), pytest.param(24, marks=pytest.mark.chaos)])
def test_whatever_dies_what_was_acknowledged_is_there_once_and_views_equal_their_rebuild(
    whole: Whole, deaths: int
) -> None:
    seed = int(os.environ.get("CHAOS_SEED", secrets.randbelow(1_000_000)))
    sys.stdout.write(f"CHAOS_SEED={seed}\n")
    chance, stop = random.Random(seed), threading.Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(_post_until, whole, stop, f"{seed}-{number}") for number in range(CLIENTS)]
        try:
            for death in _drawn(whole, chance, deaths):
                stop.wait(chance.uniform(0.2, 1.0) if deaths == 4 else chance.uniform(0.5, 5.0))
                death()
        finally:
            stop.set()
        acknowledged = [position for client in clients for position in client.result()]
    eventually(lambda: _caught_up(whole))
    with Log(EmbeddedPostgres(whole.data_dir).database_url) as log:
        assert sorted(acknowledged) == [event.position for event in log.read("responses/TH-49/2567")]
        assert list(verify(log)) == []
    assert len(acknowledged) >= CLIENTS
    assert views(whole) == views(whole, rebuilt=True)
    assert whole.get(f"{ROUND}/score")["instruments"]["IIT"]["respondents"] == len(acknowledged)


def _drawn(whole: Whole, chance: random.Random, count: int) -> list[Callable[[], None]]:
    """Deaths in random order, each kind as often as the others."""
    kinds: list[Callable[[], None]] = [
        lambda: _kill(chance, whole.processes("services.cli serve")),
        lambda: _kill(chance, whole.processes("services.cli work")),
        lambda: _cut_off_the_queue(whole),
        lambda: _kill_the_database(whole),
    ]
    drawn = kinds * (count // len(kinds))
    chance.shuffle(drawn)
    return drawn


def _kill(chance: random.Random, processes: list[int]) -> None:
    """One of them, if the last death has left any."""
    if processes:
        _end(chance.choice(processes))


def _kill_the_database(whole: Whole) -> None:
    try:
        _end(int((whole.data_dir / "postgres/cluster/postmaster.pid").read_text().split("\n", 1)[0]))
    except FileNotFoundError:
        return  # it is being started just now


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it died by itself when something else did


def _cut_off_the_queue(whole: Whole) -> None:
    """Every connection of every broker."""
    try:
        with psycopg.connect(libpq_url(EmbeddedPostgres(whole.data_dir).admin_url), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dramatiq-postgres'"
            )
    except psycopg.OperationalError:
        return  # the database is dead already, and all its connections are


def _post_until(whole: Whole, stop: threading.Event, name: str) -> list[int]:
    """Post answers as a careful client does: each under a key, again and again until it is acknowledged."""
    acknowledged: list[int] = []
    while not stop.is_set():
        key = f"{name}-{len(acknowledged)}"
        acknowledged.append(_acknowledged(whole, key))
    return acknowledged


def _acknowledged(whole: Whole, key: str) -> int:
    """The position under which an answer is recorded."""
    positions: list[int] = []

    def posted() -> bool:
        try:
            status, answer = whole.call("POST", f"{ROUND}/responses", SHEET, **{"Idempotency-Key": key})
        except (OSError, http.client.HTTPException, ValueError):
            return False  # nobody there, or it died in the middle of its answer
        if status in (HTTPStatus.CREATED, HTTPStatus.OK):
            positions.append(answer["position"])
        else:
            assert status >= HTTPStatus.INTERNAL_SERVER_ERROR, answer
        return bool(positions)

    eventually(posted)
    return positions[0]


def _caught_up(whole: Whole) -> bool:
    try:
        status, body = whole.call("GET", "/readyz")
    except (OSError, http.client.HTTPException, ValueError):
        return False
    return status == HTTPStatus.OK and all(view["behind"] == 0 for view in body["views"])
