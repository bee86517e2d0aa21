"""The vault, and what is left of a person after erasure: nothing, anywhere, while the chain stays whole."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql
from sqlalchemy import Engine, create_engine

from shared.events import Meta
from shared.events.contacts import ContactAdded, ContactErased
from shared.events.streams import contacts_stream
from shared.evidence import open_blobs
from shared.log import Log, Unrecordable, checkpoint_to_json, export_events, take_checkpoint, verify
from shared.postgres import libpq_url
from shared.secrecy import ERASED, KeyUnusable, PersonErased, SealBroken, UnknownPerson, Vault
from tests.databases import Database

META = Meta(actor="officer-mukdahan")
STREAM = contacts_stream("TH-49", 2567)
NAME, PHONE, EMAIL = "นางสาวมะลิวัลย์ ศรีสุขใจ", "0898765432", "maliwan.srisukjai@example.org"
MASTER = b"m" * 32


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    made = create_engine(database.url)
    yield made
    made.dispose()


@pytest.fixture
def vault(engine: Engine) -> Vault:
    return Vault(engine, MASTER)


def added(vault: Vault, log: Log) -> ContactAdded:
    person = vault.new_person(STREAM)
    name, phone, email = vault.seal(person, NAME, PHONE, EMAIL)
    event = ContactAdded(person=person, group="suppliers", name=name, phone=phone, email=email, organisation="บริษัท ก")
    log.append(STREAM, [event], meta=META)
    return event


def erase(vault: Vault, log: Log, engine: Engine, person: str) -> None:
    with engine.begin() as connection:
        if stream := vault.erase(person, connection):
            log.append(stream, [ContactErased(person=person)], meta=META, connection=connection)


def test_what_was_sealed_is_read_back(vault: Vault, log: Log) -> None:
    event = added(vault, log)
    assert log.read(STREAM)[0].event == event
    assert vault.open(event.person, event.name, event.phone, event.email, "") == (NAME, PHONE, EMAIL, "")


def test_many_persons_are_read_at_once(vault: Vault, log: Log, engine: Engine) -> None:
    first, second = added(vault, log), added(vault, log)
    erase(vault, log, engine, first.person)
    entries = [(event.person, [event.name, event.phone]) for event in (first, second)]
    assert vault.open_all(entries) == [(ERASED, ERASED), (NAME, PHONE)]


def test_plain_text_cannot_be_recorded(log: Log) -> None:
    with pytest.raises(Unrecordable, match="name"):
        log.append(STREAM, [ContactAdded(person="p", group="g", name=NAME)], meta=META)
    with pytest.raises(Unrecordable, match="phone"):
        log.append_batch([(STREAM, ContactAdded(person="p", group="g", name="", phone=PHONE), META)])
    assert log.head() == 0


def test_one_person_s_seal_does_not_open_for_another(vault: Vault, log: Log) -> None:
    first, second = added(vault, log), added(vault, log)
    with pytest.raises(SealBroken):
        vault.open(second.person, first.name)


def test_without_the_master_key_nothing_opens(vault: Vault, engine: Engine, log: Log) -> None:
    event = added(vault, log)
    with pytest.raises(KeyUnusable, match=event.person):
        Vault(engine, b"x" * 32).open(event.person, event.name)


def test_somebody_unknown_is_refused(vault: Vault, engine: Engine) -> None:
    with pytest.raises(UnknownPerson):
        vault.open("nobody", "")
    with pytest.raises(UnknownPerson), engine.begin() as connection:
        vault.erase("nobody", connection)


def test_erasing_is_final_and_can_be_repeated(vault: Vault, log: Log, engine: Engine) -> None:
    event = added(vault, log)
    erase(vault, log, engine, event.person)
    erase(vault, log, engine, event.person)
    assert [each.type for each in log.read(STREAM)] == ["ContactAdded", "ContactErased"]
    assert vault.open(event.person, event.name) == (ERASED,)
    with pytest.raises(PersonErased):
        vault.seal(event.person, NAME)


def test_an_erasure_that_was_not_recorded_did_not_happen(vault: Vault, log: Log, engine: Engine) -> None:
    event = added(vault, log)
    with pytest.raises(psycopg.errors.DivisionByZero), engine.begin() as connection:
        vault.erase(event.person, connection)
        connection.connection.driver_connection.execute("SELECT 1 / 0")  # type: ignore[union-attr]
    assert vault.open(event.person, event.name) == (NAME,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person_keys SET wrapped = 'x', erased_at = NULL",
        "UPDATE person_keys SET person = 'another'",
        "DELETE FROM person_keys",
    ],
)
def test_a_destroyed_key_never_comes_back(vault: Vault, log: Log, engine: Engine, statement: str) -> None:
    erase(vault, log, engine, added(vault, log).person)
    with psycopg.connect(libpq_url(log.url)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_after_erasure_nothing_holds_the_plain_text_and_the_log_is_whole(
    vault: Vault, log: Log, engine: Engine, database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    blobs = open_blobs(str(tmp_path / "blobs"))
    event = added(vault, log)
    before = list(export_events(log))
    blobs.put(b"".join(before))
    erase(vault, log, engine, event.person)
    with pytest.raises(PersonErased) as refused:
        vault.seal(event.person, NAME)
    after = b"".join(export_events(log))
    checkpoint = checkpoint_to_json(take_checkpoint(log, Ed25519PrivateKey.generate()))
    places = {
        "database": _everything_in(database),
        "export": b"".join(before) + after,
        "checkpoint": checkpoint,
        "blobs": b"".join(path.read_bytes() for path in (tmp_path / "blobs").rglob("*") if path.is_file()),
        "log lines": caplog.text.encode() + repr((refused.value, vault)).encode(),
    }
    assert {name: [secret for secret in _secrets() if secret in place] for name, place in places.items()} == {
        name: [] for name in places
    }
    assert event.person.encode() in places["database"]
    assert list(verify(log)) == []
    assert vault.open(event.person, event.name, event.phone, event.email) == (ERASED,) * 3


def _secrets() -> list[bytes]:
    return [part.encode() for text in (NAME, PHONE, EMAIL) for part in text.split()]


def _everything_in(database: Database) -> bytes:
    """All rows of all tables, as text."""
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        rows = [
            str(row)
            for schema, table in tables
            for row in connection.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(schema, table)))
        ]
    return os.linesep.join(rows).encode()
