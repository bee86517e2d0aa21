"""The catalogue of events: everything that can ever be recorded, versioned, and read back by any later release."""

from shared.events.base import Event, Meta, Recorded, Text
from shared.events.catalogue import EVENT_TYPES, decode, encode, latest_version
from shared.events.errors import EventError, MalformedEvent, UnknownEventType, UnknownSchemaVersion
from shared.events.personal import SEALED, Personal

__all__ = [
    "EVENT_TYPES",
    "SEALED",
    "Event",
    "EventError",
    "MalformedEvent",
    "Meta",
    "Personal",
    "Recorded",
    "Text",
    "UnknownEventType",
    "UnknownSchemaVersion",
    "decode",
    "encode",
    "latest_version",
]
