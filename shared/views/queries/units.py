"""Units, with their projected score where a fiscal year is asked for."""

from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Select, and_, or_, select

from shared.views.queries.pages import columns_of, decode_cursor, encode_cursor, page, row_as
from shared.views.rows import Page, ScoreColumns, UnitRow
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
    coarse: bool = False,
) -> Page[UnitRow]:
    """Units by code. With a fiscal year each carries its score of that year.

    search: part of the code or a name. only: the one code that may be seen. coarse: see ``score``. Raises BadCursor.
    """
    query = _units(fiscal_year, coarse=coarse).order_by(units.c.unit).limit(limit + 1)
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
    return page(rows, limit, lambda row: encode_cursor(row.unit))


def unit(connection: Connection, unit: str) -> UnitRow | None:
    """One unit, without a score; None if it is not known."""
    found = connection.execute(_units(None).where(units.c.unit == unit)).mappings().one_or_none()
    return None if found is None else _row(found)


def agency_groups(connection: Connection) -> tuple[str, ...]:
    """The agency groups that there are units of, by name."""
    return tuple(connection.execute(select(units.c.agency_group).distinct().order_by(units.c.agency_group)).scalars())


def _units(fiscal_year: int | None, *, coarse: bool = False) -> Select[Any]:
    columns = columns_of(units, UnitRow)
    if fiscal_year is None:
        return select(*columns)
    same = and_(scores.c.unit == units.c.unit, scores.c.fiscal_year == fiscal_year, scores.c.coarse == coarse)
    return select(*columns, *_SCORE).select_from(units.outerjoin(scores, same))


def _row(found: RowMapping) -> UnitRow:
    if found.get("score_expected") is None:
        return row_as(UnitRow, found)
    return row_as(UnitRow, found, score=ScoreColumns(**{name: found[f"score_{name}"] for name in _FIELDS}))
