"""Errors of the catalogue.

EventError
├── UnknownEventType
└── MalformedEvent
"""


class EventError(Exception):
    """A recorded event cannot be understood."""


class UnknownEventType(EventError):
    """The type is not in the catalogue of this release."""


class MalformedEvent(EventError):
    """The data does not have the shape that its type and schema version promise."""
