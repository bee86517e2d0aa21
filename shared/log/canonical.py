"""The canonical form of an event: the bytes whose digest the hash chain binds.

JSON with sorted keys, no spaces, UTF-8, of the object ``{data, event_id, meta, schema_version, stream, type}``.
Values without one exact form (floats) and values that PostgreSQL cannot keep (NUL) are refused.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import orjson

from shared.events import Event, Meta, encode
from shared.log.errors import Unrecordable
from shared.log.identifiers import uuid7


class Document(msgspec.Struct, frozen=True):
    """An event ready to be appended. body: its canonical form."""

    event_id: UUID
    event: Event
    meta: Meta
    body: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of the canonical form (32 bytes)."""
        return sha256(self.body).digest()


def document(stream: str, event: Event, meta: Meta) -> Document:
    """The event in its canonical form, under a new identifier. Raises Unrecordable."""
    event_id = uuid7()
    data = encode(event)
    meta_data: dict[str, Any] = msgspec.to_builtins(meta)
    event_type = type(event).__name__
    _refuse_inexact(data, event_type)
    _refuse_inexact(meta_data, "meta")
    body = canonical(stream, str(event_id), event_type, event.schema_version, data, meta_data)
    return Document(event_id, event, meta, body)


def content_of(stream: str, documents: Iterable[Document]) -> bytes:
    """What makes two appends the same: stream, events and circumstances, but no identifier made for one request."""
    digest = sha256()
    for each in documents:
        meta = msgspec.to_builtins(msgspec.structs.replace(each.meta, request_id=None))
        event = each.event
        digest.update(canonical(stream, "", type(event).__name__, event.schema_version, encode(event), meta))
    return digest.digest()


def canonical(
    stream: str, event_id: str, event_type: str, schema_version: int, data: dict[str, Any], meta: dict[str, Any]
) -> bytes:
    """The canonical form of a recorded event. Raises Unrecordable."""
    whole = {
        "data": data,
        "event_id": event_id,
        "meta": meta,
        "schema_version": schema_version,
        "stream": stream,
        "type": event_type,
    }
    try:
        return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError) as error:
        raise Unrecordable(f"{event_type} in {stream}: {error}") from error


def _refuse_inexact(value: Any, place: str) -> None:
    match value:
        case str():
            if "\0" in value:
                raise Unrecordable(f"{place}: holds a NUL character")
        case dict():
            for name, inner in value.items():
                _refuse_inexact(name, place)
                _refuse_inexact(inner, f"{place}.{name}")
        case list() | tuple():
            for inner in value:
                _refuse_inexact(inner, place)
        case float():
            raise Unrecordable(f"{place}: {value!r} is a float; record decimals as text")
