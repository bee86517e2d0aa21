"""Faults made for real: answers that are lost after the commit, long transactions, connections ended at random."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from prometheus_client import CollectorRegistry
from sqlalchemy import create_engine, make_url

from shared.events import Meta
from shared.events.preparation import StaffCounted
from shared.log import (
    ANY,
    Appended,
    GroupedLog,
    Log,
    LogCollector,
    LogUnavailable,
    VersionConflict,
    verify,
    waiting,
)
from shared.log.appending import Request
from shared.postgres import libpq_url
from tests.databases import Database, Server
from tests.shared.log.proxy import wire

META = Meta(actor="somchai")
STREAM = "round/TH-49/2567"


def counted(number: int) -> StaffCounted:
    return StaffCounted(eligible=number)


def _request(event: StaffCounted, key: str | None = None) -> Request:
    return Request.of(STREAM, [event], META, ANY, key, None)


def test_an_append_whose_answer_was_lost_is_not_done_twice(log: Log) -> None:
    with wire(log.url) as cable, Log(cable.url) as far:
        far.append(STREAM, [counted(0)], meta=META, idempotency_key="first")
        cable.cut_next_answer()
        done = far.append(STREAM, [counted(1)], meta=META, idempotency_key="second")
        assert (done.repeated, done.version, cable.cuts) == (True, 2, 1)
    assert [each.event for each in log.read(STREAM)] == [counted(0), counted(1)]


def test_without_a_key_nobody_knows_and_nothing_is_sent_again(log: Log) -> None:
    with wire(log.url) as cable, Log(cable.url) as far:
        far.append(STREAM, [counted(0)], meta=META)
        cable.cut_next_answer()
        with pytest.raises(LogUnavailable):
            far.append(STREAM, [counted(1)], meta=META)
        assert far.append(STREAM, [counted(2)], meta=META).version == 3
    assert [each.event for each in log.read(STREAM)] == [counted(0), counted(1), counted(2)]


def test_a_batch_whose_answer_was_lost_is_not_done_twice(log: Log) -> None:
    with wire(log.url) as cable, Log(cable.url) as far:
        far.head()
        cable.cut_next_answer()
        done = far.append_batch([(STREAM, counted(n), META) for n in range(5)], idempotency_key="import")
        assert (done.first, done.last, done.repeated, cable.cuts) == (1, 5, True, 1)
    assert log.head() == 5


def test_a_group_whose_answer_was_lost_sends_only_what_has_a_key(log: Log) -> None:
    with wire(log.url) as cable, GroupedLog(cable.url) as far:
        requests = [_request(counted(1)), _request(counted(2), key="k")]
        far.append_together([_request(counted(0))] * 2)  # so that a connection, and the statement, are there
        cable.cut_next_answer()
        bare, keyed = far.append_together(requests)
        assert isinstance(bare, LogUnavailable)
        assert isinstance(keyed, Appended) and (keyed.repeated, keyed.version, cable.cuts) == (True, 4, 1)
    assert log.head() == 4


def test_a_long_transaction_elsewhere_delays_and_hides_nothing(log: Log, database: Database) -> None:
    """It has written, so that a fence over transaction numbers would stand still behind it."""
    with psycopg.connect(libpq_url(database.owner_url)) as elsewhere:
        elsewhere.execute("CREATE TABLE elsewhere AS SELECT pg_current_xact_id()")
        for number in range(10):
            log.append(STREAM, [counted(number)], meta=META)
        assert [each.event for each in log.follow(0)] == [counted(number) for number in range(10)]
        elsewhere.rollback()


def test_who_waits_for_a_transaction_that_appends_is_seen(log: Log) -> None:
    """Readers do not pass it, writers wait for it, the metric tells, and nothing is lost."""
    engine, registry = create_engine(log.url), CollectorRegistry()
    registry.register(LogCollector(log))
    assert (waiting(log), registry.get_sample_value("log_appends_waiting")) == ((0, 0.0), 0.0)
    with engine.connect() as connection, ThreadPoolExecutor(2) as pool:
        log.append(STREAM, [counted(0)], meta=META, connection=connection)
        others = [pool.submit(log.append, STREAM, [counted(number)], meta=META) for number in (1, 2)]
        while waiting(log).appends < 2 or waiting(log).longest == 0.0:
            pass
        assert log.follow(0) == []
        assert (registry.get_sample_value("log_lock_wait_seconds") or 0.0) > 0.0
        connection.commit()
        assert sorted(other.result().position for other in others) == [2, 3]
    assert waiting(log) == (0, 0.0)
    engine.dispose()


def test_a_grouped_log_is_a_log(log: Log) -> None:
    with GroupedLog(log.url) as grouped, ThreadPoolExecutor(16) as pool:
        versions = pool.map(lambda n: grouped.append(STREAM, [counted(n)], meta=META).version, range(200))
        assert sorted(versions) == list(range(1, 201))
        with pytest.raises(VersionConflict, match="at version 200, not 7"):
            grouped.append(STREAM, [counted(0)], meta=META, expected=7)
        engine = create_engine(log.url)
        with engine.connect() as connection:
            grouped.append(STREAM, [counted(0)], meta=META, connection=connection)
            connection.rollback()
        engine.dispose()
    assert log.head() == 200
    assert list(verify(log)) == []


def test_in_a_grouped_log_conflicts_stay_with_their_clients(log: Log) -> None:
    def decide(number: int) -> str:
        try:
            grouped.append(STREAM, [counted(number)], meta=META, expected=0)
        except VersionConflict as conflict:
            return f"conflict at {conflict.current}"
        return "won"

    with GroupedLog(log.url) as grouped, ThreadPoolExecutor(16) as pool:
        assert Counter(pool.map(decide, range(64))) == {"won": 1, "conflict at 1": 63}


@pytest.mark.parametrize("seconds", [1.0, pytest.param(60.0, marks=pytest.mark.chaos)])
@pytest.mark.parametrize("kind", [Log, GroupedLog])
def test_whatever_connections_end_every_acknowledged_event_is_there_once(
    server: Server, database: Database, kind: type[Log], seconds: float
) -> None:
    """Writers with keys repeat what failed, as clients do; a killer ends their connections; readers follow closely."""
    until = time.monotonic() + seconds
    with kind(database.url) as shared, _killing(server, database), ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(_write_until, shared, writer, until) for writer in range(4)]
        reader = pool.submit(_follow_until, shared, until)
        acknowledged = [key for writer in writers for key in writer.result()]
        seen = reader.result()
    with Log(database.url) as log:
        recorded = _all(log)
        assert list(verify(log)) == []
    assert [position for position, _ in recorded] == list(range(1, len(recorded) + 1))
    assert Counter(source for _, source in recorded) == Counter(dict.fromkeys(acknowledged, 1))
    assert seen == recorded[: len(seen)]


def _write_until(log: Log, writer: int, until: float) -> list[str]:
    acknowledged, number = [], 0
    while time.monotonic() < until:
        key = f"{writer}/{number}"
        meta = Meta(actor="somchai", source=key)
        try:
            log.append(f"unit/TH-{number % 5}", [counted(number)], meta=meta, idempotency_key=key)
        except LogUnavailable:
            continue
        acknowledged.append(key)
        number += 1
    return acknowledged


def _follow_until(log: Log, until: float) -> list[tuple[int, str | None]]:
    seen: list[tuple[int, str | None]] = []
    while time.monotonic() < until:
        try:
            seen += [(each.position, each.meta.source) for each in log.follow(seen[-1][0] if seen else 0, limit=50)]
        except LogUnavailable:
            continue
    return seen


def _all(log: Log) -> list[tuple[int, str | None]]:
    found: list[tuple[int, str | None]] = []
    while page := log.follow(found[-1][0] if found else 0):
        found += [(each.position, each.meta.source) for each in page]
    return found


@contextmanager
def _killing(server: Server, database: Database) -> Iterator[None]:
    """Ends a connection of the application every few milliseconds, whatever it is doing."""
    name, chance = make_url(database.url).database, random.Random(1)
    victims = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename = 'sucharit_app'"

    def kill() -> None:
        with server.administration() as connection:
            while not ended.wait(chance.uniform(0.005, 0.03)):
                if pids := [pid for (pid,) in connection.execute(victims.encode(), [name])]:
                    connection.execute("SELECT pg_terminate_backend(%s)", [chance.choice(pids)])

    ended = threading.Event()
    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        ended.set()
        killer.join()
