"""Units, with their projected score where a fiscal year is asked for."""

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, and_, or_, select

from shared.views.queries.kept import kept_state
from shared.views.queries.pages import columns_of, decode_cursor, encode_cursor, page, row_as
from shared.views.rows import Page, ScoreColumns, UnitRow
from shared.views.scoring import score_row
from shared.views.standing import as_shown
from shared.views.tables import scores, units

_FIELDS = ScoreColumns.__struct_fields__
_SCORE = [column.label(f"score_{column.name}") for column in columns_of(scores, ScoreColumns)]


class _After(msgspec.Struct, array_like=True, frozen=True):
    unit: str


def unit_list(
    connection: Connection,
    *,
    division: int | None = None,
    only: str | None = None,
    fiscal_year: int | None = None,
    search: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
    coarse_on: date | None = None,
) -> Page[UnitRow]:
    """Units by code. With a fiscal year each carries its score of that year.

    search: part of the code or a name. only: the one code that may be seen. coarse_on: the Bangkok date of scores as a
    unit's own people see them (see ``state_on``). Raises BadCursor.
    """
    query = _units(fiscal_year).order_by(units.c.unit).limit(limit + 1)
    if division is not None:
        query = query.where(units.c.division == division)
    if only is not None:
        query = query.where(units.c.unit == only)
    if search:
        columns = (units.c.unit, units.c.name_th, units.c.name_en)
        query = query.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
    if cursor:
        query = query.where(units.c.unit > decode_cursor(cursor, _After).unit)
    found = connection.execute(query).mappings()
    rows = [_row(row) for row in found]
    if coarse_on is not None:
        rows = [_shown(connection, row, coarse_on) for row in rows]
    return page(rows, limit, lambda row: encode_cursor(row.unit))


def unit(connection: Connection, unit: str) -> UnitRow | None:
    """One unit, without a score; None if it is not known."""
    found = connection.execute(_units(None).where(units.c.unit == unit)).mappings().one_or_none()
    return None if found is None else _row(found)


def agency_groups(connection: Connection) -> tuple[str, ...]:
    """The agency groups that there are units of, by name."""
    return tuple(connection.execute(select(units.c.agency_group).distinct().order_by(units.c.agency_group)).scalars())


def _units(fiscal_year: int | None) -> Select[Any]:
    columns = columns_of(units, UnitRow)
    if fiscal_year is None:
        return select(*columns)
    same = and_(scores.c.unit == units.c.unit, scores.c.fiscal_year == fiscal_year)
    return select(*columns, *_SCORE).select_from(units.outerjoin(scores, same))


def _row(found: RowMapping) -> UnitRow:
    if found.get("score_expected") is None:
        return row_as(UnitRow, found)
    return row_as(UnitRow, found, score=ScoreColumns(**{name: found[f"score_{name}"] for name in _FIELDS}))


def _shown(connection: Connection, row: UnitRow, day: date) -> UnitRow:
    """The unit with its score as its own people see it."""
    state = kept_state(connection, row.unit, row.score.fiscal_year) if row.score else None
    found = score_row(as_shown(state), row.unit, row.score.fiscal_year, day) if row.score and state else None
    return msgspec.structs.replace(row, score=row_as(ScoreColumns, found)) if found else row
