"""The queue on PostgreSQL keeps what it was given: workers killed, connections cut, messages delayed and retried."""

import signal
import subprocess
import sys
from contextlib import contextmanager

import dramatiq
import psycopg
import pytest

from shared.broker.factory import postgres_broker
from shared.postgres import libpq_url

#: Seconds that a loaded machine may take.
PATIENCE = 60


@pytest.fixture
def url(database):
    with psycopg.connect(libpq_url(database.owner_url), autocommit=True) as owner:
        owner.execute("CREATE TABLE notes (what text, number int, pid int)")
        owner.execute("GRANT ALL ON notes TO sucharit_app")
    return libpq_url(database.url)


@pytest.fixture
def notes(url):
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def enqueue(url):
    broker = postgres_broker(url)
    broker.declare_queue("work")

    def put(number, seconds=0.0, *, fails=0, delay=None):
        message = dramatiq.Message("work", "project", (number, seconds, fails), {}, {})
        broker.enqueue(message, delay=delay)

    yield put
    broker.close()


@contextmanager
def worker(url):
    words = [sys.executable, "-m", "tests.shared.broker.sleeper", url]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout.readline() == b"up\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_a_message_of_a_killed_worker_runs_again(url, notes, enqueue):
    with worker(url) as first:
        enqueue(1, 1.5)
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'start')")
        first.kill()
        first.wait()
    with worker(url):
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'done' AND number = 1)")
    assert notes.execute("SELECT count(DISTINCT pid) FROM notes WHERE what = 'start'").fetchone() == (2,)


def test_a_delayed_message_survives_the_worker_that_waited_for_it(url, notes, enqueue):
    with worker(url) as first:
        enqueue(7, delay=2_000)
        enqueue(1)
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'done' AND number = 1)")
        first.kill()
        first.wait()
    with worker(url):
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'done' AND number = 7)")


def test_no_message_is_lost_when_every_connection_is_cut(url, notes, enqueue):
    with worker(url):
        for number in range(100):
            enqueue(number, 0.02)
        for done in (10, 40):
            _await(notes, f"SELECT count(*) > {done} FROM notes WHERE what = 'done'")
            notes.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND usename = current_user AND pid <> pg_backend_pid()"
            )
        enqueue(100)
        _await(notes, "SELECT count(DISTINCT number) = 101 FROM notes WHERE what = 'done'")
        _await(notes, "SELECT NOT EXISTS (SELECT FROM queue.queue)")


def test_a_worker_told_to_stop_finishes_what_it_holds_and_leaves_the_rest(url, notes, enqueue):
    for number in range(60):
        enqueue(number, 0.05)
    with worker(url) as first:
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'done')")
        first.send_signal(signal.SIGTERM)
        assert first.wait(PATIENCE) == 0
    begun, done = notes.execute(
        "SELECT count(*) FILTER (WHERE what = 'start'), count(*) FILTER (WHERE what = 'done') FROM notes"
    ).fetchone()
    assert begun == done < 60
    # One that was fetched as it stopped may wait for its lease; like all the others it goes to the next worker.
    with worker(url):
        _await(notes, "SELECT count(DISTINCT number) = 60 FROM notes WHERE what = 'done'")
        _await(notes, "SELECT NOT EXISTS (SELECT FROM queue.queue)")


def test_a_message_that_fails_is_tried_again_and_at_last_laid_aside(url, notes, enqueue):
    with worker(url):
        enqueue(1, fails=2)
        enqueue(2, fails=99)
        _await(notes, "SELECT EXISTS (SELECT FROM notes WHERE what = 'done' AND number = 1)")
        _await(notes, "SELECT EXISTS (SELECT FROM queue.queue WHERE state = 'rejected')")
    assert notes.execute("SELECT count(*) FROM notes WHERE what = 'start' AND number = 2").fetchone() == (4,)


def _await(connection, question):
    """Ask until the answer is yes."""
    for _ in range(PATIENCE * 20):
        if connection.execute(question).fetchone()[0]:
            return
        connection.execute("SELECT pg_sleep(0.05)")
    pytest.fail(question)
