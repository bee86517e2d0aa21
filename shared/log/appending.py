"""What can be appended, what comes back, and how one becomes the other."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any

import msgspec
import orjson

from shared.events import Event, Meta, Recorded
from shared.log.canonical import Document, content_of, document
from shared.log.direct import Outcome
from shared.log.errors import IdempotencyConflict, NothingToAppend, VersionConflict
from shared.log.shards import shard_of

#: Length of a SHA-256 in bytes.
_HASH_BYTES = 32


class AnyVersion(Enum):
    """Type of ANY."""

    ANY = "any"


#: Expectation of an append that does not depend on what the stream holds.
ANY = AnyVersion.ANY


class New(msgspec.Struct, frozen=True):
    """An event with circumstances of its own, where they differ from those of the append."""

    event: Event
    meta: Meta


class Appended(msgspec.Struct, frozen=True):
    """What an append did: version and position are those of its last event. repeated: an earlier one did it."""

    stream: str
    version: int
    position: int
    events: tuple[Recorded, ...]
    repeated: bool = False


class BatchAppended(msgspec.Struct, frozen=True):
    """What a batch did: the events at the positions from first to last. repeated: an earlier one did it."""

    first: int
    last: int
    repeated: bool = False


class Request(msgspec.Struct, frozen=True):
    """One append, ready to be sent. content: tells a repetition of the key from another request."""

    stream: str
    expected: int | None
    documents: tuple[Document, ...]
    key: str | None
    content: bytes | None

    @classmethod
    def of(
        cls, stream: str, events: Sequence[Event | New], meta: Meta, expected: int | AnyVersion, key: str | None,
        content: bytes | None,
    ) -> "Request":  # fmt: skip
        """Raises NothingToAppend, Unrecordable."""
        if not events:
            raise NothingToAppend(f"no events for {stream}")
        news = (event if isinstance(event, New) else New(event, meta) for event in events)
        documents = tuple(document(stream, new.event, new.meta) for new in news)
        if key is not None and content is None:
            content = content_of(stream, documents)
        return cls(stream, None if expected is ANY else expected, documents, key, content)

    @property
    def short_call(self) -> tuple[bytes | None, ...] | None:
        """The parameters of append_event, where it is one event without a key; it tells nothing of a conflict."""
        if self.key is not None or len(self.documents) > 1:
            return None
        one = self.documents[0]
        return (
            self.stream.encode(),
            b"%d" % self.shard,
            None if self.expected is None else b"%d" % self.expected,
            one.event_id.hex.encode(),
            type(one.event).__name__.encode(),
            b"%d" % one.event.schema_version,
            one.data,
            one.meta_data,
            b"\\x" + one.digest.hex().encode(),
        )

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """What append_group is asked for: one object an event."""
        last = len(self.documents) - 1
        for place, each in enumerate(self.documents):
            yield {
                "starts": place == 0,
                "ends": place == last,
                "stream": self.stream,
                "shard": self.shard,
                "expected": self.expected,
                "key": self.key,
                "content": None if self.content is None else self.content.hex(),
                "event_id": each.event_id,
                "type": type(each.event).__name__,
                "schema_version": each.event.schema_version,
                "data": orjson.Fragment(each.data),
                "meta": orjson.Fragment(each.meta_data),
                "digest": each.digest.hex(),
            }

    @property
    def shard(self) -> int:
        """The shard of the stream."""
        return shard_of(self.stream)

    def refuse(self, outcome: Outcome) -> None:
        """Raises the error that the outcome stands for, if it stands for one."""
        if outcome.outcome == "version_conflict":
            raise VersionConflict(self.stream, self.expected or 0, outcome.last_version)
        if outcome.outcome == "key_conflict":
            raise IdempotencyConflict(self.key or "")

    def appended(self, outcome: Outcome) -> Appended:
        """The events as they now stand in the log."""
        first_version = outcome.last_version - len(self.documents) + 1
        events = tuple(
            Recorded(
                position=outcome.first_position + place,
                stream=self.stream,
                version=first_version + place,
                event_id=each.event_id,
                type=type(each.event).__name__,
                event=each.event,
                meta=each.meta,
                recorded_at=outcome.moment,
                shard=self.shard,
                hash=outcome.hashes[place * _HASH_BYTES : (place + 1) * _HASH_BYTES],
            )
            for place, each in enumerate(self.documents)
        )
        return Appended(self.stream, outcome.last_version, outcome.last_position, events)


def array(documents: Sequence[Document]) -> str:
    """The documents as one JSON array."""
    return (b"[" + b",".join(each.body for each in documents) + b"]").decode()


def digests(documents: Sequence[Document]) -> bytes:
    """The digests of the documents, one after the other."""
    return b"".join(each.digest for each in documents)
