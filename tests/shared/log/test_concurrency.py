"""Many writers, one reader behind them: nothing skipped, doubled or out of order; and many clients, one commit."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import psycopg
import pytest

from shared.events import Meta
from shared.events.preparation import MeasureTaken, StaffCounted
from shared.log import GroupAppender, IdempotencyConflict, Log, LogUnavailable, VersionConflict, verify
from shared.log.appending import Outcome, Request
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


def test_clients_of_a_group_get_their_own_results_in_order(log: Log) -> None:
    with GroupAppender(log) as group:
        futures = [group.submit("unit/TH-49", [StaffCounted(eligible=n)], meta=META, expected=n) for n in range(40)]
        appended = [future.result() for future in futures]
    assert [each.version for each in appended] == list(range(1, 41))
    assert [event for each in appended for event in each.events] == log.read("unit/TH-49")
    assert list(verify(log)) == []


def test_a_client_s_conflict_is_no_other_s(log: Log) -> None:
    log.append("unit/TH-1", [StaffCounted(eligible=1)], meta=META, idempotency_key="k")
    with GroupAppender(log) as group:
        fine = group.submit("unit/TH-2", [StaffCounted(eligible=1)], meta=META, expected=0)
        late = group.submit("unit/TH-2", [StaffCounted(eligible=2)], meta=META, expected=0)
        other = group.submit("unit/TH-1", [StaffCounted(eligible=3)], meta=META, idempotency_key="k")
        again = group.submit("unit/TH-1", [StaffCounted(eligible=1)], meta=META, idempotency_key="k")
        last = group.append("unit/TH-2", [StaffCounted(eligible=4)], meta=META)
    with pytest.raises(VersionConflict, match="at version 1, not 0"):
        late.result()
    with pytest.raises(IdempotencyConflict):
        other.result()
    assert again.result().repeated
    assert (fine.result().version, last.version, log.head()) == (1, 2, 3)


def test_what_the_database_refuses_fails_alone(log: Log) -> None:
    """A key too long for its index breaks the transaction that all share."""
    with GroupAppender(log) as group:
        fine = [group.submit("unit/TH-1", [StaffCounted(eligible=n)], meta=META) for n in range(3)]
        refused = group.submit("unit/TH-1", [StaffCounted(eligible=9)], meta=META, idempotency_key=_incompressible())
        fine.append(group.submit("unit/TH-1", [StaffCounted(eligible=3)], meta=META))
    with pytest.raises(psycopg.errors.ProgramLimitExceeded):
        refused.result()
    assert [future.result().version for future in fine] == [1, 2, 3, 4]


def test_a_closed_group_has_appended_all(log: Log) -> None:
    with GroupAppender(log) as group:
        event = MeasureTaken(id="m", area="a", title="ก" * 1000, results=())
        futures = [group.submit(f"unit/TH-{n}", [event], meta=META) for n in range(300)]
    assert all(future.done() for future in futures)
    assert log.head() == 300


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


class Stumbling(Log):
    """Fails once in a way that nobody foresaw."""

    stumbled = False

    def perform_group(self, requests: Sequence[Request]) -> list[Outcome]:
        if not self.stumbled:
            self.stumbled = True
            raise RuntimeError("unforeseen")
        return super().perform_group(requests)


def test_an_unforeseen_fault_is_told_to_its_clients_and_the_next_are_served(log: Log) -> None:
    with Stumbling(log.url) as stumbling, GroupAppender(stumbling) as group:
        with pytest.raises(RuntimeError, match="unforeseen"):
            group.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META)
        assert group.append("unit/TH-49", [StaffCounted(eligible=2)], meta=META).version == 1
