"""Walking along one chain: what was recorded as what, and which fault explains what does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from struct import Struct
from typing import NamedTuple

import orjson

from shared.log.canonical import canonical, canonical_json
from shared.log.errors import Unrecordable
from shared.log.shards import shard_of

#: Version, position and microseconds, as the chain binds them: 8 bytes each, big end first.
_PLACE = Struct(">qqq")


class Kind(Enum):
    """What was done to the log. The value is for people."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"


@dataclass(frozen=True)
class Fault:
    """One place where the log is not what was recorded. stream and version are None where only a position is known."""

    kind: Kind
    stream: str | None
    version: int | None
    position: int
    detail: str


class Link(NamedTuple):
    """A row of the statement ``chains``. microseconds: recorded_at since 1970, UTC. data, meta: JSON as stored."""

    stream: str
    version: int
    position: int
    microseconds: int
    event_id: str
    type: str
    schema_version: int
    data: str
    meta: str
    shard: int
    hash: bytes

    def follows(self, before: bytes, version: int) -> bool:
        """Whether this is what was recorded as ``version`` of its stream, right after the event with that hash."""
        try:
            digest = sha256(self._canonical()).digest()
        except Unrecordable:
            return False
        place = _PLACE.pack(version, self.position, self.microseconds)
        return sha256(before + place + digest).digest() == self.hash

    def fault(self, kind: Kind, detail: str) -> Fault:
        """A fault at this event."""
        return Fault(kind, self.stream, self.version, self.position, detail)

    def _canonical(self) -> bytes:
        data, meta = canonical_json(orjson.loads(self.data)), _canonical_meta(self.meta)
        return canonical(self.stream, self.event_id, self.type, self.schema_version, data, meta)


@lru_cache
def _canonical_meta(text: str) -> bytes:
    """Many events share their circumstances."""
    return canonical_json(orjson.loads(text))


@dataclass
class Chain:
    """The walk along one stream. moved: by how many versions inserted events have moved the rest up."""

    before: bytes = b""
    version: int = 0
    position: int = 0
    moved: int = 0
    suspect: tuple[Link, bytes] | None = None

    def fits(self, link: Link) -> bool:
        """Takes the event if it is just what was recorded next, as nearly all are; else ``step`` says what is wrong."""
        place = link.version - self.moved
        if self.suspect or link.version != self.version + 1 or link.shard != shard_of(link.stream):
            return False
        if not link.follows(self.before, place):
            return False
        self.version, self.before, self.position = link.version, link.hash, link.position
        return True

    def step(self, link: Link) -> Iterator[Fault]:
        """The faults that this event brings to light, its own or those of the one before."""
        removed = link.version - self.version - 1
        self.version = link.version
        if link.shard != shard_of(link.stream):
            yield link.fault(Kind.CHANGED, f"is in shard {link.shard}, not {shard_of(link.stream)}")
        if removed:
            yield from self._settle()
            yield link.fault(Kind.REMOVED, f"{removed} event(s) before it are missing")
        elif link.follows(self.before, link.version - self.moved):
            yield from self._settle()
        elif self.suspect and link.follows(self.suspect[1], link.version - self.moved - 1):
            if self._swapped(link):
                yield from self._reordered(link)
                return
            self.moved += 1
            yield from self._settle(Kind.INSERTED)
        elif link.position < self.position:
            yield from self._reordered(link)
            return
        else:
            yield from self._settle()
            self.suspect = (link, self.before)
        self.before, self.position = link.hash, link.position

    def end(self) -> Iterator[Fault]:
        """The fault of the last event, which no other can explain."""
        yield from self._settle()

    def _swapped(self, link: Link) -> bool:
        """Whether the suspect was recorded right after this event, not before it."""
        return self.suspect is not None and self.suspect[0].follows(link.hash, link.version - self.moved)

    def _reordered(self, link: Link) -> Iterator[Fault]:
        """The walk goes on from the suspect: it is the later one of the two."""
        yield from self._settle(Kind.REORDERED)
        yield link.fault(Kind.REORDERED, "stands after an event that was recorded later")

    def _settle(self, kind: Kind = Kind.CHANGED) -> Iterator[Fault]:
        if self.suspect:
            link, _ = self.suspect
            self.suspect = None
            yield link.fault(kind, "its content, place or hash is not what was recorded")
