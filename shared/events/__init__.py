"""The catalogue of events: everything that can ever be recorded, versioned, and read back by any later release."""

from shared.events.base import Event, Meta, Recorded, Text
from shared.events.catalogue import EVENT_TYPES, decode, encode, latest_version
from shared.events.errors import EventError, MalformedEvent, UnknownEventType

__all__ = [
    "EVENT_TYPES",
    "Event",
    "EventError",
    "MalformedEvent",
    "Meta",
    "Recorded",
    "Text",
    "UnknownEventType",
    "decode",
    "encode",
    "latest_version",
]
