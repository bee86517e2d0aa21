"""The log as a file: one JSON object a line, everything that its hash chains bind, so that others can check it."""

from collections.abc import Iterator
from typing import Any

import orjson
import psycopg

from shared.log.canonical import canonical_json
from shared.log.log import Log
from shared.log.recorded import raw_json
from shared.log.statements import statement
from shared.postgres import libpq_url

#: Rows that the client takes at once, while the server goes on with the next.
_ROWS = 500
#: Fields of a line, in the order of the statement's columns.
_FIELDS = (
    "position", "stream", "version", "microseconds", "event_id", "type", "schema_version", "data", "meta", "hash",
)  # fmt: skip


def export_events(log: Log, *, unit: str | None = None) -> Iterator[bytes]:
    """The events of the whole log, or of one unit, in order of position, each as a line of canonical JSON.

    Fields: position, stream, version, microseconds (recorded_at since 1970, UTC), event_id, type, schema_version,
    data, meta, hash (hex). Personal fields stay encrypted, and no key is among them. Works on one snapshot, in the
    memory of some hundred events.
    """
    with psycopg.connect(libpq_url(log.url)) as connection, connection.cursor() as cursor:
        raw_json(cursor)
        for row in cursor.stream(statement("export"), {"unit": unit}, size=_ROWS):
            yield _line(dict(zip(_FIELDS, row, strict=True)))


def _line(event: dict[str, Any]) -> bytes:
    event["data"], event["meta"] = orjson.loads(event["data"]), orjson.loads(event["meta"])
    return canonical_json(event) + b"\n"
