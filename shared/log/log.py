"""The log, as the services use it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Self

import orjson
from sqlalchemy import Connection, Engine

from shared.events import Event, Meta, Recorded
from shared.log.appending import ANY, AnyVersion, Appended, BatchAppended, New, Request, array, digests
from shared.log.canonical import Document, content_of, document
from shared.log.connections import Connections, Driver, Result, driver_of, once, repeating
from shared.log.direct import Outcome, append_event, append_group
from shared.log.errors import IdempotencyConflict, NothingToAppend
from shared.log.heads import Head
from shared.log.recorded import fetch
from shared.log.shards import shard_of
from shared.log.statements import statement

#: Connections that one Log keeps at most: as many as a process has threads at work, by default.
CONNECTIONS = 8
#: Events that one read hands over, unless told otherwise.
PAGE = 1_000


class Log:
    """One ordered log of events in PostgreSQL. Safe to share between threads, not across a fork.

    Appends wait for each other (positions are given in the order of commits); reads wait for nobody.
    Reads, and appends with an idempotency key, are repeated once if the connection is lost; others raise
    LogUnavailable then, because nobody knows whether they were done.
    """

    def __init__(self, database: str | Engine, *, connections: int = CONNECTIONS) -> None:
        """database: address of the database, or an engine whose address is used; the log keeps its own connections."""
        self.url = database if isinstance(database, str) else database.url.render_as_string(hide_password=False)
        self.connections = Connections(self.url, connections)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self.connections.close()

    def append(
        self,
        stream: str,
        events: Sequence[Event | New],
        *,
        meta: Meta,
        expected: int | AnyVersion = ANY,
        idempotency_key: str | None = None,
        content: bytes | None = None,
        connection: Connection | None = None,
    ) -> Appended:
        """Appends all events or none, in one round trip.

        expected: version that the stream must have (0: it must be empty).
        idempotency_key: used before for the same content, the first result comes back and nothing is appended.
        content: what tells a repetition from another request; default: the events and circumstances themselves.
        connection: makes the append part of that transaction, which then holds up every other writer until it ends
        (isolation level: read committed).

        Raises VersionConflict, IdempotencyConflict, NothingToAppend, Unrecordable, LogUnavailable.
        """
        request = Request.of(stream, events, meta, expected, idempotency_key, content)
        if connection is not None:
            return _send(driver_of(connection), request)
        return self.perform(request)

    def perform(self, request: Request) -> Appended:
        """Sends one append. Raises VersionConflict, IdempotencyConflict."""
        run = once if request.key is None else repeating
        return run(self.connections, lambda driver: _send(driver, request))

    def perform_group(self, requests: Sequence[Request]) -> list[Outcome]:
        """Sends independent appends in one transaction; ``result`` tells what became of each. See GroupedLog."""
        return once(self.connections, lambda driver: _send_group(driver, requests))

    def result(self, request: Request, outcome: Outcome) -> Appended:
        """The result that an outcome stands for. Raises VersionConflict, IdempotencyConflict."""
        return repeating(self.connections, lambda driver: _result(driver, request, outcome))

    def append_batch(
        self, events: Iterable[tuple[str, Event, Meta]], *, idempotency_key: str | None = None
    ) -> BatchAppended:
        """Appends thousands of events over many streams, all or none, in the order given, whatever the versions.

        Made for imports: a key for each batch lets an interrupted import be repeated.
        Raises IdempotencyConflict, NothingToAppend, Unrecordable.
        """
        pairs = [(stream, document(stream, event, meta)) for stream, event, meta in events]
        if not pairs:
            raise NothingToAppend("an empty batch")
        documents = [each for _, each in pairs]
        shards = orjson.dumps({stream: shard_of(stream) for stream, _ in pairs}).decode()
        content = _batch_content(pairs) if idempotency_key else None
        parameters = (array(documents), digests(documents), shards, idempotency_key, content)
        run = repeating if idempotency_key else once
        row = run(self.connections, lambda driver: driver.execute(statement("append_batch"), parameters).fetchone())
        outcome, first, last = row or ("", 0, 0)
        if outcome == "key_conflict":
            raise IdempotencyConflict(idempotency_key or "")
        return BatchAppended(first, last, repeated=outcome == "repeated")

    def appended(self, idempotency_key: str, content: bytes | None = None) -> Appended | None:
        """What was appended under a key, to be asked before deciding on a request that may be a repetition.

        Raises IdempotencyConflict if ``content`` is given and is not what the key was used for.
        """
        return repeating(self.connections, lambda driver: self._appended(driver, idempotency_key, content))

    def read(self, stream: str, after_version: int = 0) -> list[Recorded]:
        """The events of a stream after a version, in order."""
        return self._fetch("read", (stream, after_version))

    def follow(self, after: int, *, shard: int | None = None, limit: int = PAGE) -> list[Recorded]:
        """The next events of the log, or of one shard, after a position; never skips one."""
        if shard is None:
            return self._fetch("follow", (after, limit))
        return self._fetch("follow_shard", (shard, after, limit))

    def follow_shards(self, after: Mapping[int, int], *, limit: int) -> list[Recorded]:
        """The next events of several shards in the order of the log: shard → position, ``limit`` of each at most."""
        return self._fetch("follow_shards", (list(after), list(after.values()), limit))

    def events(
        self, *, after: int = 0, unit: str | None = None, type: str | None = None, limit: int = 100
    ) -> list[Recorded]:
        """The feed: events after a position, of one unit, of one type."""
        shard = None if unit is None else shard_of(f"unit/{unit}")
        filters = {"after": after, "unit": unit, "shard": shard, "type": type, "limit": limit}
        # Unprepared, so that PostgreSQL plans for the filters that are there.
        return self._fetch("feed", filters, prepare=False)

    def head(self) -> int:
        """The position of the newest event; 0 for an empty log."""
        rows = repeating(self.connections, lambda driver: driver.execute(statement("head")).fetchall())
        return int(rows[0][0])

    def heads(self) -> tuple[list[Head], int]:
        """The last event of every stream, sorted by stream, and the position up to which they hold."""
        rows = self.run(lambda driver: driver.execute(statement("heads")).fetchall())
        return sorted(Head(*row[:3]) for row in rows), rows[0][3] if rows else 0

    def run(self, work: Callable[[Driver], Result]) -> Result:
        """Does work that bears being done twice on a connection of the log. Raises LogUnavailable."""
        return repeating(self.connections, work)

    def _fetch(self, name: str, parameters: Any, *, prepare: bool | None = None) -> list[Recorded]:
        return repeating(self.connections, lambda driver: fetch(driver, name, parameters, prepare=prepare))

    def _appended(self, driver: Driver, key: str, content: bytes | None) -> Appended | None:
        row = driver.execute(statement("key"), (key,)).fetchone()
        if row is None:
            return None
        if content is not None and content != row[0]:
            raise IdempotencyConflict(key)
        return _repeated(fetch(driver, "between", row[1:]))


def _send(driver: Driver, request: Request) -> Appended:
    """The short way where it may do; the other also tells what a conflict is about."""
    short = request.short_call
    done = append_event(driver, short) if short else None
    return _result(driver, request, done or _send_group(driver, [request])[0])


def _send_group(driver: Driver, requests: Sequence[Request]) -> list[Outcome]:
    return append_group(driver, orjson.dumps([row for request in requests for row in request.rows]))


def _result(driver: Driver, request: Request, outcome: Outcome) -> Appended:
    request.refuse(outcome)
    if outcome.outcome == "repeated":
        return _repeated(fetch(driver, "between", (outcome.first_position, outcome.last_position)))
    return request.appended(outcome)


def _repeated(events: list[Recorded]) -> Appended:
    last = events[-1]
    return Appended(last.stream, last.version, last.position, tuple(events), repeated=True)


def _batch_content(pairs: list[tuple[str, Document]]) -> bytes:
    return sha256(b"".join(content_of(stream, [each]) for stream, each in pairs)).digest()
