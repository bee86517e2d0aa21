"""All event types by name, and the way from an event to its recorded form and back."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from shared.events import access, audits, contacts, preparation, surveys, units, watch, work
from shared.events.base import Event
from shared.events.errors import MalformedEvent, UnknownEventType, UnknownSchemaVersion

#: One step from the data of a schema version to the data of the next.
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


def _event_types() -> Iterator[type[Event]]:
    for module in (units, preparation, surveys, watch, contacts, work, audits, access):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Event) and value is not Event:
                yield value


#: Every event type, by the name under which it is recorded.
EVENT_TYPES: dict[str, type[Event]] = {event_type.__name__: event_type for event_type in _event_types()}

#: Upcasts by (type, schema version they start from). Empty as long as no type has changed its shape.
UPCASTS: dict[tuple[str, int], Upcast] = {}


def latest_version(event_type: str) -> int:
    """The schema version that this release writes. Raises UnknownEventType."""
    return _type_named(event_type).schema_version


def encode(event: Event) -> dict[str, Any]:
    """The event's data as plain JSON values: strings, whole numbers, booleans, null, lists, objects; never floats."""
    data: dict[str, Any] = msgspec.to_builtins(event, str_keys=True)
    return data


def decode(event_type: str, schema_version: int, data: dict[str, Any]) -> Event:
    """The event that was recorded as ``data``, upcast to the newest shape.

    Raises UnknownEventType, UnknownSchemaVersion, or MalformedEvent where the data does not fit.
    """
    target = _type_named(event_type)
    if not 1 <= schema_version <= target.schema_version:
        raise UnknownSchemaVersion(f"{event_type} v{schema_version}; this release knows 1 to {target.schema_version}")
    for version in range(schema_version, target.schema_version):
        data = UPCASTS[(event_type, version)](data)
    try:
        return msgspec.convert(data, target)
    except msgspec.ValidationError as error:
        raise MalformedEvent(f"{event_type} v{schema_version}: {error}") from error


def _type_named(event_type: str) -> type[Event]:
    try:
        return EVENT_TYPES[event_type]
    except KeyError:
        raise UnknownEventType(event_type) from None
