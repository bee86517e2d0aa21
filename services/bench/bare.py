"""The bare peer: psycopg alone, on a table with the same columns, constraints and indexes as the log's."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
import orjson
import psycopg
from psycopg.types.json import set_json_loads

from services.bench.workload import Item
from shared.events import encode
from shared.log.canonical import document
from shared.log.shards import shard_of
from shared.postgres import libpq_url

#: A row, ready to be sent; data and meta are JSON text.
Row = tuple[int, str, int, str, str, int, str, str, datetime, int, bytes]
Connection = psycopg.Connection[tuple[Any, ...]]

_COLUMNS = "position, stream, version, event_id, type, schema_version, data, meta, recorded_at, shard, hash"
_INSERT = f"INSERT INTO bare ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608 - our own columns
_INSERT_JSON = f"""
    INSERT INTO bare ({_COLUMNS}) SELECT {_COLUMNS} FROM jsonb_to_recordset(%s::jsonb) AS row (
        position bigint, stream text, version integer, event_id uuid, type text, schema_version smallint,
        data jsonb, meta jsonb, recorded_at timestamptz, shard smallint, hash bytea)
"""  # noqa: S608 - our own columns
_PAGE = f"SELECT {_COLUMNS} FROM events WHERE position > %s ORDER BY position LIMIT %s"  # noqa: S608 - as above


@contextmanager
def bare_table(owner_url: str) -> Iterator[Connection]:
    """A connection in autocommit, to a database that now has the table ``bare``."""
    with psycopg.connect(libpq_url(owner_url), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (LIKE events INCLUDING ALL)")
        yield connection


def rows_of(items: Sequence[Item]) -> list[Row]:
    """The rows that these events are in the log, made before anything is timed."""
    versions: dict[str, int] = {}
    rows: list[Row] = []
    for position, (stream, event, meta) in enumerate(items, start=1):
        versions[stream] = version = versions.get(stream, 0) + 1
        made = document(stream, event, meta)
        data, circumstances = orjson.dumps(encode(event)).decode(), orjson.dumps(msgspec.to_builtins(meta)).decode()
        kind, now = type(event).__name__, datetime.now(UTC)
        rows.append(
            (position, stream, version, str(made.event_id), kind, event.schema_version, data, circumstances, now,
             shard_of(stream), made.digest)
        )  # fmt: skip
    return rows


def insert_singly(connection: Connection, rows: Sequence[Row]) -> None:
    """One row a statement, each its own transaction: the least that a durable append can cost."""
    for row in rows:
        connection.execute(_INSERT, row)


def insert_many(connection: Connection, rows: Sequence[Row]) -> None:
    """One transaction, the statement repeated by the driver in one pipeline."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def insert_json(connection: Connection, rows: Sequence[Row]) -> None:
    """One statement with one JSON document, unpacked by the server."""
    connection.execute(_INSERT_JSON, (orjson.dumps([_plain(row) for row in rows]).decode(),))


#: The bare ways to add many rows at once by INSERT, by name.
BATCH_INSERTS: dict[str, Callable[[Connection, Sequence[Row]], None]] = {
    "executemany": insert_many,
    "INSERT from jsonb_to_recordset": insert_json,
}


def read_all(url: str, page: int) -> int:
    """Every event of the log by keyset pages, all columns, JSON decoded by orjson; how many there were."""
    count, after = 0, 0
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        set_json_loads(orjson.loads, connection)
        while rows := connection.execute(_PAGE, (after, page)).fetchall():
            after, count = rows[-1][0], count + len(rows)
    return count


def _plain(row: Row) -> dict[str, Any]:
    plain: dict[str, Any] = dict(zip(_COLUMNS.split(", "), row, strict=True))
    plain["data"], plain["meta"] = orjson.Fragment(plain["data"]), orjson.Fragment(plain["meta"])
    plain["hash"] = "\\x" + plain["hash"].hex()
    return plain
