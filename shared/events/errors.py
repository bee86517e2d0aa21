"""Errors of the catalogue.

EventError
├── UnknownEventType
├── UnknownSchemaVersion
└── MalformedEvent
"""


class EventError(Exception):
    """A recorded event cannot be understood."""


class UnknownEventType(EventError):
    """The type is not in the catalogue of this release."""


class UnknownSchemaVersion(EventError):
    """The event has a shape of a later release (or of none): this release is too old to read it."""


class MalformedEvent(EventError):
    """The data does not have the shape that its type and schema version promise."""
