"""A worker process for the crash tests: its actor writes down when it starts and when it is done."""

import os
import sys

import dramatiq
import psycopg

from shared.broker.factory import postgres_broker
from shared.broker.process import stop_on_signals, working

#: Seconds without a sign of life after which another worker takes a message over.
LEASE = 2.0


def main(url: str) -> None:
    stop = stop_on_signals()
    broker = postgres_broker(url, lease_seconds=LEASE, maintenance_seconds=0.5)
    dramatiq.set_broker(broker)

    @dramatiq.actor(actor_name="project", queue_name="work", max_retries=3, min_backoff=100)
    def project(number: int, seconds: float, fails: int = 0) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            note(connection, "start", number)
            tries = connection.execute("SELECT count(*) FROM notes WHERE number = %s", [number]).fetchone()
            if tries is not None and tries[0] <= fails:
                raise RuntimeError("not yet")
            connection.execute("SELECT pg_sleep(%s)", [seconds])
            note(connection, "done", number)

    with working(broker, "work", threads=4):
        sys.stdout.write("up\n")
        sys.stdout.flush()
        stop.wait()


def note(connection: psycopg.Connection, what: str, number: int) -> None:
    connection.execute("INSERT INTO notes VALUES (%s, %s, %s)", [what, number, os.getpid()])


if __name__ == "__main__":
    main(sys.argv[1])
