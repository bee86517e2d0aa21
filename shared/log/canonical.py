"""The canonical form of an event: the bytes whose digest the hash chain binds.

JSON with sorted keys, no spaces, UTF-8, of the object ``{data, event_id, meta, schema_version, stream, type}``.
What could not be read back is refused: values that do not fit the event's type, values without one exact form (floats),
and values that PostgreSQL cannot keep (NUL).
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import orjson

from shared.events import Event, Meta, encode
from shared.events.streams import keeps_no_time
from shared.log.errors import Unrecordable
from shared.log.identifiers import new_identifier
from shared.settings import BANGKOK

#: A NUL as JSON writes it. An escaped backslash before ``u0000`` looks the same: only the values can tell.
_MAYBE_NUL = b"\\u0000"


class Document(msgspec.Struct, frozen=True):
    """An event ready to be appended. data, meta_data: canonical JSON. body: its canonical form as a whole."""

    event_id: UUID
    event: Event
    meta: Meta
    data: bytes
    meta_data: bytes
    body: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of the canonical form (32 bytes)."""
        return sha256(self.body).digest()


def document(stream: str, event: Event, meta: Meta) -> Document:
    """The event in its canonical form, under a new identifier. Raises Unrecordable."""
    event_id = new_identifier(stream)
    if meta.occurred_at is not None and keeps_no_time(stream):
        meta = msgspec.structs.replace(meta, occurred_at=_start_of_day(meta.occurred_at))
    data = _recordable(encode(event), type(event), type(event).__name__)
    meta_data = _meta_data(meta)
    body = canonical(stream, str(event_id), type(event).__name__, event.schema_version, data, meta_data)
    return Document(event_id, event, meta, data, meta_data, body)


@lru_cache(maxsize=1_024)
def _meta_data(meta: Meta) -> bytes:
    """Kept, because those of a batch, and of all answers, are the same."""
    return _recordable(msgspec.to_builtins(meta), Meta, "meta")


def _start_of_day(moment: datetime) -> datetime:
    """The beginning (UTC) of its day in Bangkok: of an answer no time of day is kept, whoever brings it."""
    return datetime.combine(moment.astimezone(BANGKOK).date(), time(), tzinfo=BANGKOK).astimezone(UTC)


def content_of(stream: str, documents: Iterable[Document]) -> bytes:
    """What makes two appends the same: stream, events and circumstances, but no identifier made for one request."""
    digest = sha256()
    for each in documents:
        meta_data = each.meta_data
        if each.meta.request_id is not None:
            meta_data = canonical_json(msgspec.to_builtins(msgspec.structs.replace(each.meta, request_id=None)))
        event = each.event
        digest.update(canonical(stream, "", type(event).__name__, event.schema_version, each.data, meta_data))
    return digest.digest()


def canonical(stream: str, event_id: str, event_type: str, schema_version: int, data: bytes, meta_data: bytes) -> bytes:
    """The canonical form of an event whose data and circumstances are canonical JSON already."""
    return b'{"data":%b,"event_id":"%b","meta":%b,"schema_version":%d,"stream":%b,"type":"%b"}' % (
        data, event_id.encode(), meta_data, schema_version, _json_of_name(stream), event_type.encode(),
    )  # fmt: skip


@lru_cache(maxsize=65_536)
def _json_of_name(stream: str) -> bytes:
    return canonical_json(stream)


def canonical_json(value: Any) -> bytes:
    """A JSON value in its canonical form. Raises Unrecordable."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError) as error:
        raise Unrecordable(str(error)) from error


def _recordable(value: dict[str, Any], shape: type, place: str) -> bytes:
    """The canonical JSON of a value, once it is certain that it can be kept and read back."""
    text = canonical_json(value)
    if _MAYBE_NUL in text:
        _refuse_inexact(value, place)
    try:
        _decoder(shape).decode(text)
    except msgspec.ValidationError as error:
        _refuse_inexact(value, place)
        raise Unrecordable(f"{place}: {error}") from error
    return text


@cache
def _decoder(shape: type) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


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
