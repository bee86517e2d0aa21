"""What happened to a unit, with what happened on one occasion as one entry.

A website that goes down changes all its items in one audit, and an order assigns as many: line by line they would push
everything else off the page.
"""

from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection

from shared.events.surveys import ResponseRecorded
from shared.views import queries
from shared.views.rows import HistoryRow, Page

#: So many rows alike, of one occasion, are one entry; fewer are told one by one.
TOGETHER = 3
#: Rows read from the view at a time: some audits' worth of items.
_PART = 100


class Happening(NamedTuple):
    """One entry of the history: its rows, newest first; more than one if they are of one occasion."""

    rows: tuple[HistoryRow, ...]


def happenings(connection: Connection, unit: str, year: int, *, cursor: str | None, limit: int) -> Page[Happening]:
    """The newest ``limit`` entries older than the cursor. Raises BadCursor."""
    found: list[Happening] = []
    for happening in together(_rows(connection, unit, year, cursor)):
        if len(found) == limit:
            return Page(tuple(found), queries.older_than(found[-1].rows[-1]))
        found.append(happening)
    return Page(tuple(found), None)


def together(rows: Iterable[HistoryRow]) -> Iterator[Happening]:
    """Neighbours of one kind, by one actor at one moment, as one entry."""
    for _, alike in groupby(rows, _occasion):
        group = tuple(alike)
        yield from (Happening(group),) if len(group) >= TOGETHER else (Happening((row,)) for row in group)


def _occasion(row: HistoryRow) -> Hashable:
    """What rows of one occasion have in common. A day of answers is a row of its own."""
    if row.type == ResponseRecorded.__name__:
        return row.position
    return (row.type, row.actor, row.role, row.happened_at)


def _rows(connection: Connection, unit: str, year: int, cursor: str | None) -> Iterator[HistoryRow]:
    while True:
        part = queries.history(connection, unit=unit, fiscal_year=year, cursor=cursor, limit=_PART)
        yield from part.items
        cursor = part.next
        if cursor is None:
            return
