"""Reading and replacing rows of views in bulk: one statement per table, however many rows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

#: A unit's code and a Buddhist fiscal year; 0 for what belongs to the unit itself.
Key = tuple[str, int]
#: Column → value. Values are what msgspec can write as JSON.
Row = Mapping[str, Any]

#: Rows sent in one statement; bounds the size of the JSON document that carries them.
ROWS_PER_STATEMENT = 2_000


def read_states(connection: Connection, table: Table, keys: Collection[Key]) -> dict[Key, bytes]:
    """The kept states of these keys as JSON; keys without one are absent."""
    found = connection.exec_driver_sql(
        f"SELECT unit, fiscal_year, state::text FROM {qualified(connection, table)} "  # noqa: S608 - our own table
        "JOIN unnest(%s::text[], %s::int[]) AS wanted (unit, fiscal_year) USING (unit, fiscal_year)",
        _columns(keys),
    )
    return {(unit, year): state.encode() for unit, year, state in found}


def replace(connection: Connection, table: Table, keys: Collection[Key], rows: Iterable[Row]) -> None:
    """Make ``rows`` the only rows of these keys."""
    connection.exec_driver_sql(
        f"DELETE FROM {qualified(connection, table)} AS old "  # noqa: S608 - our own table
        "USING unnest(%s::text[], %s::int[]) AS touched (unit, fiscal_year) "
        "WHERE old.unit = touched.unit AND old.fiscal_year = touched.fiscal_year",
        _columns(keys),
    )
    insert(connection, table, rows)


def upsert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Add rows, or write them over those of the same primary key."""
    keys = [f'"{column.name}"' for column in table.primary_key]
    others = [f'"{column.name}"' for column in table.columns if not column.primary_key]
    written = ", ".join(f"{name} = excluded.{name}" for name in others)
    insert(connection, table, rows, on_conflict=f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {written}")


def remove(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Remove the rows that have the same primary key as one of these."""
    keys = [column.name for column in table.primary_key]
    name = qualified(connection, table)
    named = [{key: row[key] for key in keys} for row in rows]
    if named:
        same = " AND ".join(f'old."{key}" = gone."{key}"' for key in keys)
        connection.exec_driver_sql(
            f"DELETE FROM {name} AS old "  # noqa: S608 - our own table
            f"USING json_populate_recordset(NULL::{name}, %s::json) AS gone WHERE {same}",
            (msgspec.json.encode(named).decode(),),
        )


def insert(connection: Connection, table: Table, rows: Iterable[Row], *, on_conflict: str = "") -> None:
    """Add rows, sent as one JSON document (four times as fast as one parameter a value)."""
    listed = list(rows)
    name = qualified(connection, table)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    for start in range(0, len(listed), ROWS_PER_STATEMENT):
        document = msgspec.json.encode(listed[start : start + ROWS_PER_STATEMENT]).decode()
        connection.exec_driver_sql(
            f"INSERT INTO {name} AS kept ({columns}) "  # noqa: S608 - our own table
            f"SELECT {columns} FROM json_populate_recordset(NULL::{name}, %s::json) {on_conflict}",
            (document,),
        )


def qualified(connection: Connection, table: Table) -> str:
    """The table's quoted name in the schema that this connection builds in."""
    translation: Mapping[str | None, str | None] = connection.get_execution_options().get("schema_translate_map") or {}
    return f'"{translation.get(table.schema, table.schema)}"."{table.name}"'


def _columns(keys: Collection[Key]) -> tuple[list[str], list[int]]:
    return [unit for unit, _ in keys], [year for _, year in keys]
