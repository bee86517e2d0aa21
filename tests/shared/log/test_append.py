"""Appending: versions, keys, atomicity, and what the application's role may not do."""

import psycopg
import pytest
from sqlalchemy import create_engine

from shared.events import Meta, Text
from shared.events.audits import FindingChanged
from shared.events.preparation import ItemAssigned, MeasureTaken, StaffCounted
from shared.log import ANY, IdempotencyConflict, Log, New, NothingToAppend, Unrecordable, VersionConflict, shard_of
from shared.postgres import libpq_url
from tests.databases import Database

META = Meta(actor="somchai", source="order 222/2566")
STREAM = "round/TH-49/2567"


def counted(number: int) -> StaffCounted:
    return StaffCounted(eligible=number)


def test_an_append_returns_what_a_read_finds(log: Log) -> None:
    appended = log.append(STREAM, [counted(48), ItemAssigned(item="O1", officers=("ร.ต.อ. สมชาย",))], meta=META)
    assert (appended.stream, appended.version, appended.position, appended.repeated) == (STREAM, 2, 2, False)
    assert list(appended.events) == log.read(STREAM)
    assert [recorded.shard for recorded in appended.events] == [shard_of(STREAM)] * 2


def test_an_event_may_bring_circumstances_of_its_own(log: Log) -> None:
    simulated = Meta(actor="simulation", simulated=True)
    log.append(STREAM, [counted(1), New(counted(2), simulated)], meta=META)
    assert [recorded.meta for recorded in log.read(STREAM)] == [META, simulated]


def test_versions_count_in_each_stream_and_positions_in_the_whole_log(log: Log) -> None:
    log.append(STREAM, [counted(1)], meta=META)
    log.append("unit/TH-50", [counted(2)], meta=META)
    log.append(STREAM, [counted(3)], meta=META)
    assert [(each.stream, each.version, each.position) for each in log.follow(0)] == [
        (STREAM, 1, 1),
        ("unit/TH-50", 1, 2),
        (STREAM, 2, 3),
    ]
    assert log.head() == 3


def test_a_stream_must_be_at_the_expected_version(log: Log) -> None:
    log.append(STREAM, [counted(1)], meta=META, expected=0)
    log.append(STREAM, [counted(2), counted(3)], meta=META, expected=1)
    with pytest.raises(VersionConflict) as refused:
        log.append(STREAM, [counted(4)], meta=META, expected=2)
    assert (refused.value.stream, refused.value.expected, refused.value.current) == (STREAM, 2, 3)
    with pytest.raises(VersionConflict):
        log.append(STREAM, [counted(4)], meta=META, expected=7)
    assert log.append(STREAM, [counted(4)], meta=META, expected=ANY).version == 4


def test_a_lost_race_uses_up_no_position(log: Log) -> None:
    with pytest.raises(VersionConflict):
        log.append(STREAM, [counted(1)], meta=META, expected=1)
    assert log.append(STREAM, [counted(1)], meta=META).position == 1


def test_the_same_key_with_the_same_content_gives_the_first_result(log: Log) -> None:
    first = log.append(STREAM, [counted(1), counted(2)], meta=META, expected=0, idempotency_key="k")
    log.append(STREAM, [counted(3)], meta=META)
    retry = Meta(actor="somchai", source="order 222/2566", request_id="another request")
    again = log.append(STREAM, [counted(1), counted(2)], meta=retry, expected=0, idempotency_key="k")
    assert again.repeated
    assert (again.events, again.version, again.position) == (first.events, 2, 2)
    assert log.head() == 3


@pytest.mark.parametrize(
    ("stream", "number", "meta"),
    [(STREAM, 2, META), ("round/TH-50/2567", 1, META), (STREAM, 1, Meta(actor="somebody else"))],
)
def test_the_same_key_with_other_content_is_refused(log: Log, stream: str, number: int, meta: Meta) -> None:
    log.append(STREAM, [counted(1)], meta=META, idempotency_key="k")
    with pytest.raises(IdempotencyConflict, match="'k'"):
        log.append(stream, [counted(number)], meta=meta, idempotency_key="k")
    assert log.head() == 1


def test_a_conflict_leaves_the_key_free(log: Log) -> None:
    with pytest.raises(VersionConflict):
        log.append(STREAM, [counted(1)], meta=META, expected=5, idempotency_key="k")
    assert not log.append(STREAM, [counted(1)], meta=META, expected=0, idempotency_key="k").repeated


def test_the_caller_may_say_what_makes_two_requests_the_same(log: Log) -> None:
    assert log.appended("k") is None
    first = log.append(STREAM, [counted(1)], meta=META, idempotency_key="k", content=b"request")
    again = log.append(STREAM, [counted(99)], meta=META, idempotency_key="k", content=b"request")
    found = log.appended("k", b"request")
    assert found is not None
    assert first.events == again.events == found.events
    with pytest.raises(IdempotencyConflict):
        log.appended("k", b"another request")


def test_nothing_cannot_be_appended(log: Log) -> None:
    with pytest.raises(NothingToAppend):
        log.append(STREAM, [], meta=META)
    with pytest.raises(NothingToAppend):
        log.append_batch([])


@pytest.mark.parametrize(
    ("event", "complaint"),
    [
        (MeasureTaken(id="m", area="a", title="NUL \0", results=()), "MeasureTaken.title: holds a NUL"),
        (StaffCounted(eligible=0.5), "eligible: 0.5 is a float"),  # type: ignore[arg-type]
        (MeasureTaken(id="m", area="a", title="\ud800", results=()), "surrogates"),
        (StaffCounted(eligible=2**70), "64-bit"),
    ],
)
def test_values_without_a_lasting_form_are_refused(log: Log, event: StaffCounted, complaint: str) -> None:
    with pytest.raises(Unrecordable, match=complaint):
        log.append(STREAM, [counted(1), event], meta=META)
    assert log.head() == 0


def test_an_escaped_nul_is_text_like_any_other(log: Log) -> None:
    event = MeasureTaken(id="m", area="a", title="\\u0000", results=("\x7f\x1f \U0001f600",))
    log.append(STREAM, [event], meta=META)
    assert log.read(STREAM)[0].event == event


def test_an_append_can_be_part_of_a_transaction(log: Log) -> None:
    engine = create_engine(log.url)
    with engine.connect() as connection:
        assert log.append(STREAM, [counted(1)], meta=META, connection=connection).version == 1
        assert log.append(STREAM, [counted(2)], meta=META, connection=connection).version == 2
        connection.rollback()
    assert log.head() == 0
    with engine.begin() as connection:
        log.append(STREAM, [counted(1)], meta=META, connection=connection)
    assert log.head() == 1
    engine.dispose()


def test_a_conflict_does_not_spoil_the_transaction_it_is_part_of(log: Log) -> None:
    engine = create_engine(log.url)
    with engine.begin() as connection:
        log.append(STREAM, [counted(1)], meta=META, connection=connection)
        with pytest.raises(VersionConflict):
            log.append(STREAM, [counted(2)], meta=META, expected=0, connection=connection)
    assert log.head() == 1
    engine.dispose()


def test_time_never_goes_back_along_the_positions(log: Log) -> None:
    for number in range(20):
        log.append(f"unit/TH-{number % 3}", [counted(number)], meta=META)
    times = [recorded.recorded_at for recorded in log.follow(0)]
    assert times == sorted(times)
    assert times[0].utcoffset() is not None


def test_a_batch_keeps_its_order_over_many_streams(log: Log) -> None:
    log.append("unit/TH-1", [counted(0)], meta=META)
    batch = [(f"unit/TH-{number % 3}", counted(number), META) for number in range(10)]
    done = log.append_batch(batch)
    assert (done.first, done.last, done.repeated) == (2, 11, False)
    assert [(each.stream, each.event, each.meta) for each in log.follow(1)] == batch
    assert [each.version for each in log.read("unit/TH-1")] == [1, 2, 3, 4]


def test_a_batch_is_done_once_for_a_key(log: Log) -> None:
    batch = [("unit/TH-1", counted(1), META), ("unit/TH-2", counted(2), META)]
    first = log.append_batch(batch, idempotency_key="import 1")
    again = log.append_batch(batch, idempotency_key="import 1")
    assert (again.first, again.last, again.repeated) == (first.first, first.last, True)
    with pytest.raises(IdempotencyConflict):
        log.append_batch(batch[:1], idempotency_key="import 1")
    assert log.head() == 2


def test_a_batch_is_recorded_whole_or_not_at_all(log: Log) -> None:
    with pytest.raises(Unrecordable):
        log.append_batch([("unit/TH-1", counted(1), META), ("unit/TH-1", counted(1.5), META)])  # type: ignore[arg-type]
    assert log.head() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET type = 'x'",
        "DELETE FROM events",
        "TRUNCATE events",
        "INSERT INTO events SELECT * FROM events",
        "DELETE FROM idempotency_keys",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "SET sucharit.allow_change = 'on'; DELETE FROM events",
    ],
)
def test_the_application_can_only_append(log: Log, statement: str) -> None:
    log.append(STREAM, [counted(1)], meta=META)
    with (
        psycopg.connect(libpq_url(log.url)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


@pytest.mark.parametrize("statement", ["UPDATE events SET type = 'x'", "DELETE FROM events", "TRUNCATE events"])
def test_even_the_owner_must_say_that_it_means_to(log: Log, database: Database, statement: str) -> None:
    log.append(STREAM, [counted(1)], meta=META)
    with psycopg.connect(libpq_url(database.owner_url), autocommit=True) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            connection.execute(statement.encode())
        connection.execute("SET sucharit.allow_change = 'on'")
        connection.execute(statement.encode())


def test_nested_values_come_back_as_they_were(log: Log) -> None:
    seen = log.append(STREAM, [counted(1)], meta=META).events[0].recorded_at
    finding = FindingChanged(
        audit_id="a", item="O1", verdict="present", confirmed=True, confidence="0.97", seen_at=seen,
        note=Text(th="พบ", en="found"),
    )  # fmt: skip
    log.append("audits/TH-49/2567", [finding], meta=META)
    assert log.read("audits/TH-49/2567")[0].event == finding
