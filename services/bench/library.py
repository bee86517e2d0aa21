"""The peer among libraries: ``eventsourcing``, on the same PostgreSQL, used as its documentation shows."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any
from uuid import uuid4

import psycopg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL, Identifier
from sqlalchemy import make_url

from services.bench.workload import Item
from shared.events import encode
from shared.postgres import libpq_url

#: Events saved at once while a log is filled: its pipeline must not outgrow the socket's buffer.
BATCH = 200
#: Seconds that a runner may take at most.
PATIENCE = 600.0


class Answer(Aggregate):
    """An answer sheet: an aggregate of one event, the cheapest thing that the library can save."""

    def __init__(self, stream: str, data: dict[str, Any]) -> None:
        self.stream = stream
        self.data = data


class Answers(Application[Any]):
    """The library's log."""


class CountsView(PostgresTrackingRecorder):
    """The cheapest view there is: answers counted by unit, one upsert an event in the transaction of its position."""

    def __init__(self, datastore: PostgresDatastore, **more: Any) -> None:
        super().__init__(datastore, **more)
        names = Identifier(self.datastore.schema), Identifier("bench_counts")
        self.check_identifier_length("bench_counts")
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS {0}.{1} (stream text PRIMARY KEY, counted bigint NOT NULL)").format(*names)
        )
        self._upsert = SQL(
            "INSERT INTO {0}.{1} AS old VALUES (%s, 1) ON CONFLICT (stream) DO UPDATE SET counted = old.counted + 1"
        ).format(*names)
        self._sum = SQL("SELECT coalesce(sum(counted), 0)::bigint AS total FROM {0}.{1}").format(*names)

    def count(self, stream: str, tracking: Tracking) -> None:
        """Counts one answer."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(self._upsert, (stream,), prepare=True)
            self._insert_tracking(cursor, tracking)

    def total(self) -> int:
        """All answers counted."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(self._sum)
            return int((cursor.fetchone() or {})["total"])


class Counts(Projection[CountsView]):
    """Counts answers."""

    name = "counts"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Called by the library for every event."""
        self.view.count(domain_event.stream, tracking)


@contextmanager
def library_log(owner_url: str) -> Iterator[Answers]:
    """The library's log in this database, its tables made."""
    with Answers(env=environment(owner_url)) as log:
        yield log


def environment(owner_url: str) -> dict[str, str]:
    """The library's settings for this database; beyond the address, its own defaults."""
    url = make_url(owner_url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": url.database or "",
        "POSTGRES_HOST": str(url.query["host"]),
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": url.username or "",
        "POSTGRES_PASSWORD": uuid4().hex,  # asked for by the library, not by the socket
    }


def aggregates(items: Sequence[Item]) -> list[Answer]:
    """The same answers as the library's aggregates, made before anything is timed."""
    return [Answer(stream, encode(event)) for stream, event, _ in items]


def fill_library(log: Answers, items: Iterator[Item]) -> None:
    """Save everything, many at a time."""
    while some := list(islice(items, BATCH)):
        log.save(*aggregates(some))


def run_projection(owner_url: str, last: int) -> int:
    """Let a ProjectionRunner count all answers up to notification ``last``; how many it counted."""
    with ProjectionRunner(
        application_class=Answers, projection_class=Counts, view_class=CountsView, env=environment(owner_url)
    ) as runner:
        runner.wait(last, timeout=PATIENCE)
        return runner.view.total()


def forget_projection(owner_url: str) -> None:
    """Drop the view and its position, so that the next run starts from the beginning."""
    with psycopg.connect(libpq_url(owner_url), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_counts, counts_tracking")
