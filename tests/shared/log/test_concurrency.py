"""Many writers, one reader behind them: nothing skipped, doubled or out of order; and many clients, one commit."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any
from unittest.mock import Mock

import psycopg
import pytest

from shared.events import Meta
from shared.events.preparation import StaffCounted
from shared.log import Appended, GroupedLog, IdempotencyConflict, Log, LogUnavailable, VersionConflict, verify
from shared.postgres import libpq_url
from tests.databases import Server

META = Meta(actor="somchai")
WRITERS = 4
EACH = 50


def _write(url: str, writer: int) -> None:
    """Appends to streams that every writer uses, in transactions of different lengths."""
    with Log(url) as log:
        for number in range(EACH):
            events = [StaffCounted(eligible=number)] * (1 + number % 3)
            log.append(f"unit/TH-{(writer + number) % 5}", events, meta=META)


def test_a_reader_that_follows_closely_sees_every_event_once_and_in_order(log: Log) -> None:
    writers = [Thread(target=_write, args=(log.url, number)) for number in range(WRITERS)]
    expected = WRITERS * sum(1 + number % 3 for number in range(EACH))
    for writer in writers:
        writer.start()
    seen: list[tuple[str, int]] = []
    after = 0
    while any(writer.is_alive() for writer in writers) or after < log.head():
        for recorded in log.follow(after, limit=7):
            assert recorded.position == after + 1
            after = recorded.position
            seen.append((recorded.stream, recorded.version))
    assert len(seen) == len(set(seen)) == expected
    for stream in {stream for stream, _ in seen}:
        versions = [version for name, version in seen if name == stream]
        assert versions == list(range(1, len(versions) + 1))
    assert list(verify(log)) == []


def test_of_several_decisions_on_one_version_exactly_one_wins(log: Log) -> None:
    together = Barrier(WRITERS)

    def decide(number: int) -> str:
        together.wait()
        try:
            log.append("unit/TH-49", [StaffCounted(eligible=number)], meta=META, expected=0)
        except VersionConflict as conflict:
            return f"conflict at {conflict.current}"
        return "won"

    with ThreadPoolExecutor(WRITERS) as pool:
        assert Counter(pool.map(decide, range(WRITERS))) == {"won": 1, "conflict at 1": WRITERS - 1}


def test_the_same_request_sent_at_once_is_done_once(log: Log) -> None:
    together = Barrier(WRITERS)

    def send(_: int) -> bool:
        together.wait()
        return log.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META, idempotency_key="k").repeated

    with ThreadPoolExecutor(WRITERS) as pool:
        assert Counter(pool.map(send, range(WRITERS))) == {False: 1, True: WRITERS - 1}
    assert log.head() == 1


@contextmanager
def gathering(log: Log) -> Iterator[tuple[GroupedLog, Callable[..., Future[Appended]]]]:
    """A grouped log, and a way to have clients gather in order behind one that leads; they go when the block ends."""
    with GroupedLog(log.url) as grouped, ThreadPoolExecutor(64) as pool, _holding(log) as release:
        leader = pool.submit(grouped.append, "unit/TH-0", [StaffCounted(eligible=0)], meta=META)
        while not grouped.led:
            pass

        def client(*arguments: Any, **more: Any) -> Future[Appended]:
            before = grouped.gathered
            future = pool.submit(grouped.append, *arguments, meta=META, **more)
            while grouped.gathered == before:
                pass
            return future

        yield grouped, client
        release()
        assert leader.result().version == 1


@contextmanager
def _holding(log: Log) -> Iterator[Callable[[], None]]:
    """Holds the lock that appends wait for, until told."""
    with psycopg.connect(libpq_url(log.url)) as holder:
        holder.execute("SELECT pg_advisory_xact_lock(6016003)")
        yield holder.rollback


def test_clients_of_a_group_get_their_own_results_in_order(log: Log) -> None:
    with gathering(log) as (_, client):
        futures = [client("unit/TH-49", [StaffCounted(eligible=n)], expected=n) for n in range(40)]
    appended = [future.result() for future in futures]
    assert [each.version for each in appended] == list(range(1, 41))
    assert [event for each in appended for event in each.events] == log.read("unit/TH-49")
    assert len({event.recorded_at for each in appended for event in each.events}) == 1, "one transaction, one time"
    assert list(verify(log)) == []


def test_a_client_s_conflict_is_no_other_s(log: Log) -> None:
    log.append("unit/TH-1", [StaffCounted(eligible=1)], meta=META, idempotency_key="k")
    with gathering(log) as (_, client):
        fine = client("unit/TH-2", [StaffCounted(eligible=1)], expected=0)
        late = client("unit/TH-2", [StaffCounted(eligible=2)], expected=0)
        other = client("unit/TH-1", [StaffCounted(eligible=3)], idempotency_key="k")
        again = client("unit/TH-1", [StaffCounted(eligible=1)], idempotency_key="k")
        twice = [client("unit/TH-3", [StaffCounted(eligible=n) for n in (5, 6)], idempotency_key="n") for _ in range(2)]
        last = client("unit/TH-2", [StaffCounted(eligible=4)])
    with pytest.raises(VersionConflict, match="at version 1, not 0"):
        late.result()
    with pytest.raises(IdempotencyConflict):
        other.result()
    assert again.result().repeated
    assert [(each.result().version, each.result().repeated) for each in twice] == [(2, False), (2, True)]
    assert twice[0].result().events == twice[1].result().events == tuple(log.read("unit/TH-3"))
    assert (fine.result().version, last.result().version, log.head()) == (1, 2, 6)


def test_what_the_database_refuses_fails_alone(log: Log) -> None:
    """A key too long for its index breaks the transaction that all share."""
    with gathering(log) as (_, client):
        fine = [client("unit/TH-1", [StaffCounted(eligible=n)]) for n in range(3)]
        refused = client("unit/TH-1", [StaffCounted(eligible=9)], idempotency_key=_incompressible())
        fine.append(client("unit/TH-1", [StaffCounted(eligible=3)]))
    with pytest.raises(psycopg.errors.ProgramLimitExceeded):
        refused.result()
    assert [future.result().version for future in fine] == [1, 2, 3, 4]


def test_an_append_with_a_key_survives_a_lost_connection(log: Log, server: Server) -> None:
    """The lock makes the append wait; its connection is ended meanwhile; it is sent again, and done once."""
    with (
        server.administration() as other,
        psycopg.connect(other.info.dsn, dbname=log.url.rpartition("/")[2].partition("?")[0]) as holder,
    ):
        holder.execute("SELECT pg_advisory_xact_lock(6016003)")
        with ThreadPoolExecutor(2) as pool:
            keyed = pool.submit(log.append, "unit/TH-1", [StaffCounted(eligible=1)], meta=META, idempotency_key="k")
            bare = pool.submit(log.append, "unit/TH-1", [StaffCounted(eligible=2)], meta=META)
            _end_waiting(other, 2)
            _await_waiting(other, 1)
            holder.rollback()
            assert keyed.result().version == 1
            with pytest.raises(LogUnavailable):
                bare.result()
    assert log.head() == 1


def _waiting(connection: psycopg.Connection) -> list[int]:
    rows = connection.execute(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = 6016003"
    )
    return [pid for (pid,) in rows]


def _await_waiting(connection: psycopg.Connection, number: int) -> list[int]:
    while len(pids := _waiting(connection)) < number:
        pass
    return pids


def _end_waiting(connection: psycopg.Connection, number: int) -> None:
    for pid in _await_waiting(connection, number):
        connection.execute("SELECT pg_terminate_backend(%s, 10000)", [pid])


def _incompressible() -> str:
    return "".join(str(pow(7, number, 99_991)) for number in range(3_000))


@pytest.mark.parametrize("fault", [RuntimeError("unforeseen"), KeyboardInterrupt()])
def test_an_unforeseen_fault_is_told_to_its_clients_and_the_next_are_served(
    log: Log, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gathering(log) as (grouped, client):
        monkeypatch.setattr(grouped, "append_together", Mock(side_effect=fault))
        futures = [client("unit/TH-49", [StaffCounted(eligible=n)]) for n in range(3)]
    told = {type(future.exception()) for future in futures}
    assert told == ({RuntimeError} if isinstance(fault, RuntimeError) else {KeyboardInterrupt, LogUnavailable})
    monkeypatch.undo()
    assert grouped.append("unit/TH-49", [StaffCounted(eligible=9)], meta=META).version == 1
    grouped.close()
