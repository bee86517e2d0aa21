"""Verification names every kind of tampering, done as the owner who says that it means to."""

import pytest

from shared.events import Meta
from shared.events.preparation import StaffCounted
from shared.log import Fault, Log, verify
from shared.log.chains import Kind
from tests.databases import Database
from tests.shared.log.tampering import tamper

META = Meta(actor="somchai")
STREAM = "round/TH-49/2567"


@pytest.fixture
def whole(log: Log) -> Log:
    """Six events in one stream, appended in every way, with a neighbour's event between."""
    log.append(STREAM, [StaffCounted(eligible=number) for number in (1, 2)], meta=META)
    log.append("unit/TH-50", [StaffCounted(eligible=0)], meta=META)
    log.append_batch([(STREAM, StaffCounted(eligible=number), META) for number in (3, 4, 5)])
    log.append(STREAM, [StaffCounted(eligible=6)], meta=META)
    return log


def found(log: Log) -> list[tuple[Kind, str | None, int | None]]:
    return [(fault.kind, fault.stream, fault.version) for fault in verify(log)]


def test_an_untouched_log_has_no_fault(whole: Log) -> None:
    assert list(verify(whole)) == []


def test_an_empty_log_has_no_fault(log: Log) -> None:
    assert list(verify(log)) == []


@pytest.mark.parametrize(
    "change",
    [
        """data = '{"eligible": 33}'""",
        """data = '{"eligible": 3, "more": null}'""",
        """meta = '{"actor": "somebody else"}'""",
        "type = 'RoundCertified'",
        "schema_version = 2",
        "event_id = gen_random_uuid()",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "hash = sha256(hash)",
        "position = 100",
        "shard = shard + 1",
    ],
)
def test_a_changed_event_is_named(whole: Log, database: Database, change: str) -> None:
    tamper(database, f"UPDATE events SET {change} WHERE stream = '{STREAM}' AND version = 3")
    assert (STREAM, 3) in {(stream, version) for _, stream, version in found(whole)}


def test_only_the_changed_event_is_named(whole: Log, database: Database) -> None:
    tamper(database, f"UPDATE events SET data = '{{}}' WHERE stream = '{STREAM}' AND version = 3")
    assert found(whole) == [(Kind.CHANGED, STREAM, 3)]


def test_a_change_with_a_fitting_hash_shows_at_the_next_event(whole: Log, database: Database) -> None:
    """Whoever recomputes one hash breaks the next link."""
    tamper(database, f"UPDATE events SET hash = sha256('forged') WHERE stream = '{STREAM}' AND version = 3")
    assert (Kind.CHANGED, STREAM, 4) in found(whole)


def test_a_removed_event_is_named(whole: Log, database: Database) -> None:
    tamper(database, f"DELETE FROM events WHERE stream = '{STREAM}' AND version IN (3, 4)")
    assert list(verify(whole)) == [
        Fault(Kind.REMOVED, STREAM, 5, 6, "2 event(s) before it are missing"),
        Fault(Kind.REMOVED, None, None, 4, "positions 4 to 5 are missing"),
    ]


def test_an_end_cut_off_a_stream_shows_in_the_positions(whole: Log, database: Database) -> None:
    tamper(database, "DELETE FROM events WHERE stream = 'unit/TH-50'")
    assert [(fault.kind, fault.position) for fault in verify(whole)] == [(Kind.REMOVED, 3)]


def test_an_inserted_event_is_named(whole: Log, database: Database) -> None:
    """Version 3 is forged; what was 3 to 6 is 4 to 7 now."""
    tamper(
        database,
        f"""UPDATE events SET version = version + 100 WHERE stream = '{STREAM}' AND version >= 3;
            INSERT INTO events SELECT 8, stream, 3, gen_random_uuid(), type, schema_version, data, meta, recorded_at,
                                      shard, sha256('forged') FROM events WHERE stream = '{STREAM}' AND version = 2;
            UPDATE events SET version = version - 99 WHERE version > 100""",
    )
    assert found(whole) == [(Kind.INSERTED, STREAM, 3)]


def test_a_forged_end_is_named(whole: Log, database: Database) -> None:
    tamper(
        database,
        f"""INSERT INTO events SELECT 8, stream, 7, gen_random_uuid(), type, schema_version, data, meta, recorded_at,
                                      shard, sha256('forged') FROM events WHERE stream = '{STREAM}' AND version = 6""",
    )
    assert found(whole) == [(Kind.CHANGED, STREAM, 7)]


def test_swapped_events_are_named(whole: Log, database: Database) -> None:
    tamper(
        database,
        f"""UPDATE events SET version = 100 WHERE stream = '{STREAM}' AND version = 3;
            UPDATE events SET version = 3 WHERE stream = '{STREAM}' AND version = 4;
            UPDATE events SET version = 4 WHERE version = 100""",
    )
    assert found(whole) == [(Kind.REORDERED, STREAM, 3), (Kind.REORDERED, STREAM, 4)]
