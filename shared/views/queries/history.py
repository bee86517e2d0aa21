"""What happened, newest first."""

import msgspec
from sqlalchemy import Connection, select

from shared.views.queries.pages import columns_of, decode_cursor, encode_cursor, page, row_as
from shared.views.rows import HistoryRow, Page
from shared.views.tables import history as table


class _Before(msgspec.Struct, array_like=True, frozen=True):
    position: int


def history(
    connection: Connection,
    *,
    unit: str | None = None,
    fiscal_year: int | None = None,
    item: str | None = None,
    type: str | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[HistoryRow]:
    """Events as sentences. Answers are one row for each unit, survey and day. Raises BadCursor."""
    query = select(*columns_of(table, HistoryRow)).order_by(table.c.position.desc()).limit(limit + 1)
    wanted = {"unit": unit, "fiscal_year": fiscal_year, "item": item, "type": type}
    for name, value in wanted.items():
        if value is not None:
            query = query.where(table.c[name] == value)
    if cursor:
        query = query.where(table.c.position < decode_cursor(cursor, _Before).position)
    found = connection.execute(query).mappings()
    rows = (row_as(HistoryRow, row, fiscal_year=row["fiscal_year"] or None) for row in found)
    return page(rows, limit, older_than)


def older_than(row: HistoryRow) -> str:
    """The cursor of what comes after a row in the history, newest first."""
    return encode_cursor(row.position)
