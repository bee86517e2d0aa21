"""Turns shared by crawlers in several processes: never two at one server, and its pause between any two requests."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from sqlalchemy import Engine, create_engine, text

from services.crawler.fetch import Fetcher, FetchPolicy, shared_turns
from services.crawler.fetch.shared_turns import SharedTurns
from tests.databases import Database
from tests.services.crawler.asker import PAUSE
from tests.services.crawler.fetch.hostile import RawServer, reply

ASKER = (sys.executable, "-m", "tests.services.crawler.asker")
EACH = 12


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    made = create_engine(database.url)
    yield made
    made.dispose()


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


def test_a_turn_of_a_process_that_died_ends_with_its_lease(database: Database, engine: Engine) -> None:
    died = subprocess.run([*ASKER, database.url, "192.0.2.1", "0"], check=False)
    assert died.returncode < 0
    waited: list[float] = []

    def time_passes(seconds: float) -> None:
        waited.append(seconds)
        with engine.begin() as connection:
            connection.execute(text("UPDATE crawler_turns SET held_until = clock_timestamp()"))

    with SharedTurns(engine, sleep=time_passes).turn("192.0.2.1", 0):
        assert waited == [shared_turns.LOOK_AGAIN], "as long as the lease holds the server is left alone"


def test_servers_do_not_wait_for_each_other(engine: Engine) -> None:
    first, second = SharedTurns(engine, sleep=_never), SharedTurns(engine, sleep=_never)
    with first.turn("192.0.2.1", 60), second.turn("192.0.2.2", 60):
        pass
    assert _servers(engine) == ["192.0.2.1", "192.0.2.2"]


def test_another_process_waits_for_the_rest_of_the_pause(engine: Engine) -> None:
    slept: list[float] = []

    def rested(seconds: float) -> None:
        slept.append(seconds)
        with engine.begin() as connection:
            connection.execute(text("UPDATE crawler_turns SET free_at = clock_timestamp()"))

    with SharedTurns(engine).turn("192.0.2.1", 60):
        pass
    with SharedTurns(engine, sleep=rested).turn("192.0.2.1", 60):
        pass
    assert len(slept) == 1 and 50 < slept[0] <= 60


def test_whoever_comes_next_waits_as_long_as_the_server_asked(engine: Engine) -> None:
    server = RawServer()
    server.answers("/busy", reply(b"", "503 Service Unavailable", Retry_After="25"))
    policy = FetchPolicy("https://example.invalid/", allow_private=True, obey_robots=False, retries=0)
    with Fetcher(policy, turns=SharedTurns(engine)) as fetcher:
        assert not fetcher.fetch(server.url("/busy")).ok
    server.close()
    with engine.connect() as connection:
        rest = connection.execute(text("SELECT extract(epoch FROM free_at - clock_timestamp()) FROM crawler_turns"))
        assert 15 < float(rest.scalar_one()) <= 25


def test_a_failed_request_gives_the_turn_back(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), SharedTurns(engine).turn("192.0.2.1", 0):
        _ = 1 / 0
    with SharedTurns(engine, sleep=_never).turn("192.0.2.1", 0):
        pass


def test_servers_that_nobody_asks_any_more_are_forgotten(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with SharedTurns(engine).turn("192.0.2.1", 0):
        pass
    with engine.begin() as connection:
        connection.execute(text("UPDATE crawler_turns SET free_at = free_at - interval '2 hours'"))
    monkeypatch.setattr(shared_turns, "FORGET_EVERY", 1)
    with SharedTurns(engine).turn("192.0.2.2", 0):
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
