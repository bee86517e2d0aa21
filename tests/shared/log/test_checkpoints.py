"""Checkpoints: what they say, who signed them, and what verification finds against them."""

from random import Random

import msgspec
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from shared.events import Meta
from shared.events.preparation import StaffCounted
from shared.log import (
    Log,
    NotACheckpoint,
    checkpoint_from_json,
    checkpoint_to_json,
    newest_checkpoint,
    take_checkpoint,
    verify,
)
from shared.log.chains import Kind
from shared.log.heads import Head, heads_root
from shared.postgres import libpq_url
from tests.databases import Database
from tests.shared.log.tampering import tamper

META = Meta(actor="somchai")
KEY = Ed25519PrivateKey.generate()
STREAMS = ("round/TH-49/2567", "unit/TH-49", "unit/TH-50")


@pytest.fixture
def filled(log: Log) -> Log:
    """Nine events in three streams."""
    for number in range(9):
        log.append(STREAMS[number % 3], [StaffCounted(eligible=number)], meta=META)
    return log


def test_a_checkpoint_holds_the_end_of_every_stream(filled: Log) -> None:
    taken = take_checkpoint(filled, KEY)
    assert (taken.position, taken.streams) == (9, 3)
    ends = [filled.read(stream)[-1] for stream in STREAMS]
    assert taken.heads == tuple(Head(end.stream, end.version, end.hash.hex()) for end in ends)
    assert taken.is_signed_by(KEY.public_key().public_bytes_raw().hex())


def test_an_empty_log_has_a_checkpoint_too(log: Log) -> None:
    taken = take_checkpoint(log, KEY)
    assert (taken.position, taken.streams, taken.heads) == (0, 0, ())
    log.append("unit/TH-49", [StaffCounted(eligible=1)], meta=META)
    assert list(verify(log, taken)) == []


def test_the_database_keeps_the_newest_without_its_heads(filled: Log) -> None:
    assert newest_checkpoint(filled) is None
    take_checkpoint(filled, KEY)
    filled.append("unit/TH-51", [StaffCounted(eligible=1)], meta=META)
    last = take_checkpoint(filled, KEY)
    assert newest_checkpoint(filled) == msgspec.structs.replace(last, heads=None)


def test_a_checkpoint_survives_its_file(filled: Log) -> None:
    taken = take_checkpoint(filled, KEY)
    assert checkpoint_from_json(checkpoint_to_json(taken)) == taken


@pytest.mark.parametrize("text", [b"", b"{}", b'{"position": "1"}'])
def test_another_document_is_refused(text: bytes) -> None:
    with pytest.raises(NotACheckpoint):
        checkpoint_from_json(text)


def test_a_form_of_a_later_release_is_refused(filled: Log) -> None:
    later = msgspec.structs.replace(take_checkpoint(filled, KEY), format="sucharit-checkpoint-2")
    with pytest.raises(NotACheckpoint, match="checkpoint-2"):
        checkpoint_from_json(checkpoint_to_json(later))


@pytest.mark.parametrize(
    "change",
    [
        {"position": 8},
        {"taken_at": "2024-01-01T00:00:00+00:00"},
        {"streams": 2},
        {"root": "00" * 32},
        {"signature": "00" * 64},
        {"signature": "not hex"},
        {"heads": ()},
    ],
)
def test_a_changed_checkpoint_is_not_signed(filled: Log, change: dict[str, object]) -> None:
    taken = take_checkpoint(filled, KEY)
    changed = msgspec.structs.replace(taken, **change)  # type: ignore[arg-type]
    assert not changed.is_signed_by(taken.public_key)


def test_another_key_did_not_sign_it(filled: Log) -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    assert not take_checkpoint(filled, KEY).is_signed_by(other)


heads = st.builds(Head, st.text(max_size=3), st.integers(1, 9), st.sampled_from(["aa", "bb"]))


@given(st.lists(heads, max_size=5), st.randoms())
def test_the_root_does_not_depend_on_the_order_of_finding(some: list[Head], chance: Random) -> None:
    mixed = sorted(some, key=lambda _: chance.random())
    assert heads_root(mixed) == heads_root(some)


@pytest.mark.parametrize("heads_known", [False, True])
def test_an_end_cut_off_the_log_is_found(filled: Log, database: Database, heads_known: bool) -> None:
    taken = take_checkpoint(filled, KEY)
    assert list(verify(filled)) == []
    tamper(database, "DELETE FROM events WHERE position > 7")
    faults = list(verify(filled, taken if heads_known else None))
    assert (faults[0].kind, faults[0].position) == (Kind.REMOVED, 8)
    assert "the log ends at position 7" in faults[0].detail


def test_streams_cut_off_are_named_where_the_heads_are_known(filled: Log, database: Database) -> None:
    taken = take_checkpoint(filled, KEY)
    tamper(database, "DELETE FROM events WHERE position > 7")
    named = [(fault.stream, fault.version) for fault in verify(filled, taken) if fault.stream]
    assert named == [("unit/TH-49", 3), ("unit/TH-50", 3)]


def test_a_log_rewritten_as_a_whole_is_found(filled: Log, database: Database) -> None:
    """Whoever can recompute every hash leaves no trace in the log itself."""
    taken = take_checkpoint(filled, KEY)
    tamper(database, "TRUNCATE events")
    for number in range(9):
        filled.append(STREAMS[number % 3], [StaffCounted(eligible=number + 100)], meta=META)
    assert [(fault.kind, fault.position) for fault in verify(filled)] == [(Kind.CHANGED, 9)]
    assert {fault.stream for fault in verify(filled, taken)} == {None, *STREAMS}


def test_what_was_appended_since_is_no_fault(filled: Log) -> None:
    taken = take_checkpoint(filled, KEY)
    for stream in (*STREAMS, "unit/TH-99", "a"):
        filled.append(stream, [StaffCounted(eligible=1)], meta=META)
    assert list(verify(filled, taken)) == []
    assert list(verify(filled)) == []


def test_recorded_checkpoints_cannot_be_changed(filled: Log, database: Database) -> None:
    take_checkpoint(filled, KEY)
    for url in (database.url, database.owner_url):
        for statement in ("UPDATE checkpoints SET position = 1", "DELETE FROM checkpoints"):
            with psycopg.connect(libpq_url(url)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
