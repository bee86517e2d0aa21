"""What every event has in common, before and after it is recorded."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec import Struct


class Text(Struct, frozen=True):
    """A text for people, in Thai and English."""

    th: str
    en: str


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something that happened, named in the past participle. Subclasses are the catalogue.

    Defaults are left out of the record, so a default never changes its meaning. ``schema_version`` grows by one with
    each change of shape; ``since`` is the release that introduced the type;
    ``emitted_by`` says who records it.
    """

    schema_version: ClassVar[int] = 1
    since: ClassVar[str] = "0.1"
    emitted_by: ClassVar[str] = "api"


class Meta(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Circumstances of a recording, the same for every type.

    actor: account name, ``case:<id>``, ``audit`` or ``simulation``; never a respondent.
    occurred_at: when it happened in the world (UTC), if that is not when it was recorded.
    simulated: true if the fact is made up for demonstration; every figure made from it says so.
    source: where the fact comes from (a document and place in it), if not the actor's own word.
    """

    actor: str
    role: str | None = None
    occurred_at: datetime | None = None
    simulated: bool = False
    source: str | None = None
    request_id: str | None = None


class Recorded(Struct, frozen=True, kw_only=True):
    """An event as it stands in the log.

    position: its place in the whole log (1, 2, … strictly increasing, may have gaps).
    version: its place in its stream (1, 2, … without gaps).
    recorded_at: when the log took it (UTC).
    """

    position: int
    stream: str
    version: int
    event_id: UUID
    type: str
    event: Event
    meta: Meta
    recorded_at: datetime
    shard: int
    hash: bytes

    @property
    def happened_at(self) -> datetime:
        """When it happened in the world (UTC): what "as of" a date goes by."""
        return self.meta.occurred_at or self.recorded_at
