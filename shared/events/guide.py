"""The catalogue as a page for people: ``docs/events.md`` is made from it."""

import builtins
import inspect
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from shared.events.base import Event, Meta
from shared.events.catalogue import EVENT_TYPES
from shared.events.personal import Personal

_INTRODUCTION = """# Events

Everything that can be recorded; made from `shared/events`. Each event stands in the log with its circumstances
(`meta`). A field with a default is left out of the record where it has that default. There are no floats: decimals are
text. Dates are ISO 8601; instants carry their time zone; years of rounds are Buddhist. An older schema version is
brought to the newest shape on reading.
"""

_PLAIN = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "date",
    datetime: "instant",
    type(None): "null",
}


def events_guide() -> str:
    """The page, in Markdown."""
    return "\n".join([_INTRODUCTION, *_shape("Circumstances (`meta`)", Meta), *_modules(), *_parts()])


def _modules() -> Iterator[str]:
    module = ""
    for name, event_type in EVENT_TYPES.items():
        if event_type.__module__ != module:
            module = event_type.__module__
            yield f"# {_text(inspect.getdoc(inspect.getmodule(event_type)))}\n"
        yield from _shape(name, event_type)
        version = event_type.schema_version
        yield f"Schema version {version}, since {event_type.since}. Recorded by: {event_type.emitted_by}.\n"


def _parts() -> Iterator[str]:
    yield "# Parts of events\n"
    for part in sorted(_structs(), key=lambda part: part.__name__):
        yield from _shape(part.__name__, part)


def _shape(title: str, shape: type[Struct]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"{inspect.getdoc(shape) or ''}\n"
    if rows := [_row(field) for field in fields(shape)]:
        yield "| field | type | default |\n|---|---|---|"
        yield "\n".join(rows) + "\n"


def _row(field: FieldInfo) -> str:
    default = "required" if field.default is NODEFAULT and field.default_factory is NODEFAULT else _default(field)
    return f"| `{field.encode_name}` | {_type_name(field.type)} | {default} |"


def _default(field: FieldInfo) -> str:
    value = field.default_factory() if field.default_factory is not NODEFAULT else field.default
    return {None: "null", True: "true", False: "false"}.get(value, "") if _is_word(value) else f"`{value}`"


def _is_word(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _type_name(kind: Any) -> str:
    if plain := "personal text, sealed" if kind is Personal else _PLAIN.get(kind):
        return plain
    names = [_type_name(each) for each in get_args(kind) if get_origin(kind) is not Literal and each is not ...]
    match get_origin(kind):
        case typing.Literal:
            return "one of " + ", ".join(f"`{each}`" for each in get_args(kind))
        case types.UnionType | typing.Union:
            return " or ".join(names)
        case builtins.tuple:
            return f"list of {names[0]}"
        case builtins.dict:
            return f"object: {names[0]} → {names[1]}"
    return f"[{kind.__name__}](#{kind.__name__.lower()})"


def _structs() -> set[type[Struct]]:
    """All structures inside events that are not events themselves."""
    found: set[type[Struct]] = set()
    waiting: list[Any] = [field.type for event_type in EVENT_TYPES.values() for field in fields(event_type)]
    while waiting:
        kind = waiting.pop()
        waiting += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Struct) and not issubclass(kind, Event) and kind not in found:
            found.add(kind)
            waiting += [field.type for field in fields(kind)]
    return found


def _text(docstring: str | None) -> str:
    return (docstring or "").rstrip(".")
