"""A run that writes only the rows that are not as they were: of many rows of a state an event changes one or two."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection

from services.worker.projections.base import Folding, FoldingRun
from services.worker.projections.rows import Key, Row, insert, remove

S = TypeVar("S", bound=msgspec.Struct)


class ChangedRun(FoldingRun[S], Generic[S]):
    """See the module. What the rows were is computed from the state that was kept."""

    def __init__(self, projection: Folding[S], *, empty: bool) -> None:
        super().__init__(projection, empty=empty)
        self._columns = [column.name for column in projection.table.primary_key]
        self._before: dict[tuple[Any, ...], Row] = {}

    def _load(self, connection: Connection, keys: set[Key]) -> None:
        super()._load(connection, keys)
        self._before |= self._rows({key: self._states[key] for key in keys & self._kept.keys()})

    def _write(self, connection: Connection, states: Mapping[Key, S]) -> None:
        now = self._rows(states)
        gone = [row for key, row in self._before.items() if row != now.get(key)]
        remove(connection, self._projection.table, gone)
        insert(connection, self._projection.table, [row for key, row in now.items() if row != self._before.get(key)])
        self._before = {}

    def _rows(self, states: Mapping[Key, S]) -> dict[tuple[Any, ...], Row]:
        """By primary key."""
        rows = (row for key, state in states.items() for row in self._projection.rows(key, state))
        return {tuple(row[name] for name in self._columns): row for row in rows}
