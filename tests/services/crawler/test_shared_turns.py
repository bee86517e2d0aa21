"""Turns shared by crawlers in several processes: never two at one server, and its pause between any two requests."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text

from services.crawler.fetch import Fetcher, FetchPolicy, presence, shared_turns
from services.crawler.fetch.shared_turns import SharedTurns
from tests.databases import Database
from tests.services.crawler.asker import PAUSE
from tests.services.crawler.fetch.hostile import RawServer, reply

ASKER = (sys.executable, "-m", "tests.services.crawler.asker")
EACH = 12
Sharing = Callable[..., SharedTurns]


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    made = create_engine(database.url)
    yield made
    made.dispose()


@pytest.fixture
def sharing(engine: Engine) -> Iterator[Sharing]:
    """What makes turns as if for one process more."""
    with ExitStack() as made:
        yield lambda **more: made.enter_context(SharedTurns(engine, **more))


class Watched:
    """A server that notes when each request came and went, and how many were there at once."""

    def __init__(self) -> None:
        self.spans: list[tuple[float, float]] = []
        self.at_once: list[int] = []
        self._present = 0
        self._lock = threading.Lock()
        watched = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with watched.visit():
                    self.send_response(200)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"ok")

            def log_message(self, *_: object) -> None:
                """Requests are noted otherwise."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def visit(self) -> "Watched":
        return self

    def __enter__(self) -> None:
        with self._lock:
            self._present += 1
            self.at_once.append(self._present)
            self._came = time.monotonic()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._present -= 1
            self.spans.append((self._came, time.monotonic()))


@pytest.fixture
def watched() -> Iterator[Watched]:
    made = Watched()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def test_two_processes_ask_one_server_by_turns_and_let_it_rest(database: Database, watched: Watched) -> None:
    asking = [subprocess.Popen([*ASKER, database.url, watched.url, str(EACH)]) for _ in range(2)]
    assert [process.wait(120) for process in asking] == [0, 0]
    assert len(watched.spans) == 2 * EACH
    assert set(watched.at_once) == {1}
    spans = sorted(watched.spans)
    rests = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    # The server says that it is done a moment after the client has read the answer and begun to count.
    assert min(rests) > PAUSE * 0.8


def test_a_turn_of_a_process_that_died_ends_as_soon_as_its_session_does(
    database: Database, engine: Engine, sharing: Sharing
) -> None:
    died = subprocess.run([*ASKER, database.url, "192.0.2.1", "0"], check=False)
    assert died.returncode < 0
    waited: list[float] = []
    with sharing(lease=900.0, sleep=waited.append).turn("192.0.2.1", 0):
        assert len(waited) >= shared_turns.LOOKS_AT_A_LIVING
        assert set(waited) == {shared_turns.LOOK_AGAIN}


def test_after_a_death_the_server_has_its_rest(database: Database, engine: Engine, sharing: Sharing) -> None:
    subprocess.run([*ASKER, database.url, "192.0.2.1", "0"], check=False)
    waited: list[float] = []

    def time_passes(seconds: float) -> None:
        waited.append(seconds)
        if seconds > shared_turns.LOOK_AGAIN:
            with engine.begin() as connection:
                connection.execute(text("UPDATE crawler_turns SET free_at = '-infinity'"))

    with sharing(sleep=time_passes).turn("192.0.2.1", 30.0):
        assert 29.0 < max(waited) <= 30.0


def test_a_turn_of_a_living_process_is_left_to_it(engine: Engine, sharing: Sharing) -> None:
    """However long it takes, and although others ask whether it lives, until its lease is over."""
    looks: list[float] = []

    def time_passes(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) > 4 * shared_turns.LOOKS_AT_A_LIVING:
            with engine.begin() as connection:
                connection.execute(text("UPDATE crawler_turns SET held_until = clock_timestamp()"))

    with sharing().turn("192.0.2.1", 0), sharing(sleep=time_passes).turn("192.0.2.1", 0):
        assert len(looks) == 4 * shared_turns.LOOKS_AT_A_LIVING + 1


def test_a_session_that_ended_is_noticed_and_opened_anew(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, sharing: Sharing
) -> None:
    monkeypatch.setattr(presence, "_SURE_FOR", -1.0)
    living = sharing()
    with living.turn("192.0.2.1", 0):
        pass
    with engine.connect() as connection:
        ours = "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
        assert connection.execute(text(ours)).scalars().all() == [True]
    with living.turn("192.0.2.1", 0):  # without the database, once
        assert _holders(engine) == [None]
    with living.turn("192.0.2.1", 0):
        assert _holders(engine) != [None]


def test_a_turn_of_a_process_that_nobody_can_judge_ends_with_its_lease(engine: Engine, sharing: Sharing) -> None:
    """One of an older version says nothing of its process."""
    with engine.begin() as connection:
        held = "INSERT INTO crawler_turns (server, holder, held_until) VALUES ('192.0.2.1', :holder, 'infinity')"
        connection.execute(text(held), {"holder": uuid4()})
    waited: list[float] = []

    def time_passes(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > shared_turns.LOOKS_AT_A_LIVING:
            with engine.begin() as connection:
                connection.execute(text("UPDATE crawler_turns SET held_until = clock_timestamp()"))

    with sharing(sleep=time_passes).turn("192.0.2.1", 0):
        assert len(waited) == shared_turns.LOOKS_AT_A_LIVING + 1, "as long as the lease holds it is left alone"


def _holders(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT holder FROM crawler_turns")).scalars())


def test_servers_do_not_wait_for_each_other(engine: Engine, sharing: Sharing) -> None:
    first, second = sharing(sleep=_never), sharing(sleep=_never)
    with first.turn("192.0.2.1", 60), second.turn("192.0.2.2", 60):
        pass
    assert _servers(engine) == ["192.0.2.1", "192.0.2.2"]


def test_another_process_waits_for_the_rest_of_the_pause(engine: Engine, sharing: Sharing) -> None:
    slept: list[float] = []

    def rested(seconds: float) -> None:
        slept.append(seconds)
        with engine.begin() as connection:
            connection.execute(text("UPDATE crawler_turns SET free_at = clock_timestamp()"))

    with sharing().turn("192.0.2.1", 60):
        pass
    with sharing(sleep=rested).turn("192.0.2.1", 60):
        pass
    assert len(slept) == 1 and 50 < slept[0] <= 60


def test_whoever_comes_next_waits_as_long_as_the_server_asked(engine: Engine, sharing: Sharing) -> None:
    server = RawServer()
    server.answers("/busy", reply(b"", "503 Service Unavailable", Retry_After="25"))
    policy = FetchPolicy("https://example.invalid/", allow_private=True, obey_robots=False, retries=0)
    with Fetcher(policy, turns=sharing()) as fetcher:
        assert not fetcher.fetch(server.url("/busy")).ok
    server.close()
    with engine.connect() as connection:
        rest = connection.execute(text("SELECT extract(epoch FROM free_at - clock_timestamp()) FROM crawler_turns"))
        assert 15 < float(rest.scalar_one()) <= 25


def test_a_failed_request_gives_the_turn_back(engine: Engine, sharing: Sharing) -> None:
    with pytest.raises(ZeroDivisionError), sharing().turn("192.0.2.1", 0):
        _ = 1 / 0
    with sharing(sleep=_never).turn("192.0.2.1", 0):
        pass


def test_servers_that_nobody_asks_any_more_are_forgotten(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, sharing: Sharing
) -> None:
    with sharing().turn("192.0.2.1", 0):
        pass
    with engine.begin() as connection:
        connection.execute(text("UPDATE crawler_turns SET free_at = free_at - interval '2 hours'"))
    monkeypatch.setattr(shared_turns, "FORGET_EVERY", 1)
    with sharing().turn("192.0.2.2", 0):
        pass
    assert _servers(engine) == ["192.0.2.2"]


def test_without_a_database_the_process_takes_its_own_turns() -> None:
    turns = SharedTurns(create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none"))
    with turns.turn("192.0.2.1", 0):
        pass


def _servers(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT server FROM crawler_turns ORDER BY server")))


def _never(_: float) -> None:
    pytest.fail("nobody else is there to wait for")
