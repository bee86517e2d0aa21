"""The worker as a real process: killed, restarted, stopped, and cut off from the log's signals."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest

from shared.postgres import libpq_url
from shared.views import queries
from tests.services.worker.facts import META, YEAR, answer, record

UNITS = [f"TH-{number}" for number in range(10, 30)]
#: Seconds that a loaded machine may take.
PATIENCE = 60


@pytest.fixture
def start(database, tmp_path):
    """Start a worker process; all are ended with the test."""

    @contextmanager
    def started(**changes: str):
        environment = {
            **os.environ, "DATABASE_URL": database.url, "MIGRATION_DATABASE_URL": database.owner_url,
            "DATA_DIR": str(tmp_path), "SWEEP_SECONDS": "1", "WORKER_THREADS": "1", "BROKER_URL": "", **changes,
        }  # fmt: skip
        words = [sys.executable, "-m", "services.cli", "work"]
        with (tmp_path / "worker.log").open("a") as errors:
            process = subprocess.Popen(words, env=environment, stdout=errors, stderr=errors)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    return started


def test_a_killed_worker_doubles_and_loses_nothing(engine, log, start):
    for unit in UNITS:
        record(log, unit)
    answers = [(f"responses/{unit}/{YEAR}", answer(), META) for unit in UNITS for _ in range(300)]
    position = log.append_batch(answers).last
    with start() as first:
        with engine.connect() as connection:
            assert _until(connection, lambda: queries.position(connection) > 0)
        first.send_signal(signal.SIGKILL)
        first.wait()
    with start():
        assert queries.wait_until(engine, position, timeout=PATIENCE)
    with engine.connect() as connection:
        assert {queries.quota_list(connection, unit, YEAR)[0].recorded for unit in UNITS} == {302}


def test_a_worker_told_to_stop_ends_well_and_a_second_start_goes_on(engine, log, start):
    first = record(log)
    with start() as worker:
        assert queries.wait_until(engine, first, timeout=PATIENCE)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
    second = record(log, "TH-50")
    with start():
        assert queries.wait_until(engine, second, timeout=PATIENCE)


def test_a_lost_signal_is_caught_by_the_sweep(engine, owner, log, start):
    first = record(log)
    with start():
        assert queries.wait_until(engine, first, timeout=PATIENCE)
        second = _record_without_signal(owner, first)
        assert queries.wait_until(engine, second, timeout=PATIENCE)


def test_a_worker_outlives_the_loss_of_all_its_connections(engine, database, log, start):
    first = record(log)
    with start() as worker:
        assert queries.wait_until(engine, first, timeout=PATIENCE)
        engine.dispose()
        log.close()
        with psycopg.connect(libpq_url(database.url), autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND usename = current_user"
            )
        second = record(log, "TH-50")
        assert queries.wait_until(engine, second, timeout=PATIENCE)
        assert worker.poll() is None


def _until(connection, condition):
    """Ask until it holds; every question waits for the database, so the machine is not kept busy."""
    for _ in range(PATIENCE * 50):
        if condition():
            return True
        connection.rollback()
        connection.exec_driver_sql("SELECT pg_sleep(0.02)")
    return False


def _record_without_signal(owner, like) -> int:
    """A copy of the log's last event as a new one, put in without the append function and so without its signal."""
    with owner.begin() as connection:
        return connection.exec_driver_sql(
            "INSERT INTO events SELECT position + 1, stream, version + 1, gen_random_uuid(), 'AuditRequested', 1, "
            """'{"audit_id": "a9"}', meta, recorded_at, shard, hash FROM events WHERE position = %s """
            "RETURNING position",
            (like,),
        ).scalar_one()
