"""From rows of the log to recorded events."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
import orjson
from psycopg import Cursor

from shared.events import EVENT_TYPES, Event, MalformedEvent, Meta, Recorded, decode, latest_version
from shared.log.connections import Driver, RawJson
from shared.log.statements import statement

#: A row as the statements select it: position, stream, version, event_id, type, schema_version, data, meta,
#: recorded_at, shard, hash.
Row = tuple[int, str, int, UUID, str, int, bytes, bytes, datetime, int, bytes]

_meta = msgspec.json.Decoder(Meta)


def fetch(connection: Driver, name: str, parameters: Any, *, prepare: bool | None = None) -> list[Recorded]:
    """The events that a statement selects. Raises EventError where one cannot be understood."""
    with connection.cursor() as cursor:
        raw_json(cursor)
        cursor.execute(statement(name), parameters, prepare=prepare)
        return decode_rows(cursor.fetchall())


def raw_json(cursor: Cursor[Any]) -> None:
    """Makes a cursor hand over JSON undecoded."""
    cursor.adapters.register_loader("jsonb", RawJson)


def decode_rows(rows: Iterable[Any]) -> list[Recorded]:
    """Rows (see Row) as recorded events, upcast to the newest shape."""
    return [
        Recorded(
            position=position,
            stream=stream,
            version=version,
            event_id=event_id,
            type=event_type,
            event=decode_event(event_type, schema_version, data),
            meta=_meta.decode(meta),
            recorded_at=recorded_at,
            shard=shard,
            hash=digest,
        )
        for (
            position, stream, version, event_id, event_type, schema_version, data, meta, recorded_at, shard, digest,
        ) in rows
    ]  # fmt: skip


def decode_event(event_type: str, schema_version: int, data: bytes) -> Event:
    """The event from its JSON: straight into its type if the shape is today's, else by way of the catalogue."""
    if event_type not in EVENT_TYPES or schema_version != latest_version(event_type):
        return decode(event_type, schema_version, orjson.loads(data))
    try:
        return _decoder(event_type).decode(data)
    except msgspec.ValidationError as error:
        raise MalformedEvent(f"{event_type} v{schema_version}: {error}") from error


@cache
def _decoder(event_type: str) -> msgspec.json.Decoder[Event]:
    return msgspec.json.Decoder(EVENT_TYPES[event_type])
