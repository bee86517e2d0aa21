"""The vault: one data key a person, wrapped by the instance's master key. To erase a person is to destroy the key.

A person is a random name for one entry of one list, not an identity: the same human being in two lists has two.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Engine, text

from shared.secrecy.errors import KeyUnusable, PersonErased, SealBroken, UnknownPerson
from shared.secrecy.sealing import open_sealed, open_text, seal, seal_text

#: Bits of a person's key.
_KEY_BITS = 256


class Erased(Enum):
    """Type of ERASED."""

    ERASED = "erased"


#: What stands in the place of a text whose person was erased.
ERASED = Erased.ERASED


class Vault:
    """Seals and opens personal texts. Safe to share between threads. Texts and keys never appear in its errors."""

    def __init__(self, engine: Engine, master: bytes) -> None:
        """engine: the database as the application. master: see master_key."""
        self._engine = engine
        self._master = master

    def __repr__(self) -> str:
        return "Vault()"

    def new_person(self, stream: str) -> str:
        """A name with a key, durable when this returns. stream: where the events with the person's data will stand."""
        person = str(uuid4())
        wrapped = seal(self._master, person, AESGCM.generate_key(_KEY_BITS))
        with self._engine.begin() as connection:
            connection.execute(_INSERT, {"person": person, "stream": stream, "wrapped": wrapped})
        return person

    def seal_new(self, stream: str, entries: Sequence[Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
        """A new person for each entry and its texts sealed, in order; all keys are durable when this returns."""
        keys = [(str(uuid4()), AESGCM.generate_key(_KEY_BITS)) for _ in entries]
        rows = [{"person": one, "stream": stream, "wrapped": seal(self._master, one, key)} for one, key in keys]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(_INSERT, rows)
        return [
            (person, tuple(seal_text(key, person, text) for text in texts))
            for (person, key), texts in zip(keys, entries, strict=True)
        ]

    def seal(self, person: str, *texts: str) -> tuple[str, ...]:
        """The texts as they may stand in events. Raises UnknownPerson, PersonErased, KeyUnusable."""
        key = self._keys([person])[person]
        if key is None:
            raise PersonErased(person)
        return tuple(seal_text(key, person, each) for each in texts)

    def open(self, person: str, *sealed: str) -> tuple[str | Erased, ...]:
        """The texts, or ERASED for each. Raises UnknownPerson, SealBroken, KeyUnusable."""
        return self.open_all([(person, sealed)])[0]

    def open_all(self, entries: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str | Erased, ...]]:
        """The texts of many persons, each (person, sealed texts), in their order, by one query."""
        keys = self._keys(person for person, _ in entries)
        return [tuple(_opened(keys[person], person, each) for each in sealed) for person, sealed in entries]

    def erase(self, person: str, connection: Connection, *, stream: str | None = None) -> str | None:
        """Destroys the person's key as part of the caller's transaction, which should record it in the log as well.

        stream: the only one whose persons are meant; None for any.
        The stream that held the person's data; None if the key was destroyed before. Raises UnknownPerson.
        """
        whose = {"person": person, "stream": stream}
        home: str | None = connection.execute(_ERASE, whose).scalar()
        if home is None and connection.execute(_KNOWN, whose).first() is None:
            raise UnknownPerson(person)
        return home

    def _keys(self, persons: Iterable[str]) -> Mapping[str, bytes | None]:
        """The key of each person; None where it was destroyed."""
        asked = set(persons)
        with self._engine.connect() as connection:
            rows = connection.execute(_KEYS, {"persons": list(asked)})
            found: dict[str, bytes | None] = {row.person: row.wrapped for row in rows}
        if missing := asked - found.keys():
            raise UnknownPerson(", ".join(sorted(missing)))
        return {person: wrapped and self._unwrapped(person, bytes(wrapped)) for person, wrapped in found.items()}

    def _unwrapped(self, person: str, wrapped: bytes) -> bytes:
        try:
            return open_sealed(self._master, person, wrapped)
        except SealBroken as error:
            raise KeyUnusable(f"the master key is not the one that wrapped the key of {person}") from error


def _opened(key: bytes | None, person: str, sealed: str) -> str | Erased:
    return ERASED if key is None else open_text(key, person, sealed)


_INSERT = text("INSERT INTO person_keys (person, stream, wrapped) VALUES (:person, :stream, :wrapped)")
_KEYS = text("SELECT person, wrapped FROM person_keys WHERE person = ANY(:persons)")
_ERASE = text(
    "UPDATE person_keys SET wrapped = NULL, erased_at = now() WHERE person = :person AND wrapped IS NOT NULL"
    " AND (CAST(:stream AS text) IS NULL OR stream = :stream) RETURNING stream"
)
_KNOWN = text(
    "SELECT 1 FROM person_keys WHERE person = :person AND (CAST(:stream AS text) IS NULL OR stream = :stream)"
)
