"""Units beside each other in one fiscal year."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, false, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from shared.rubric import load_rubric
from shared.views.queries.pages import rows_as
from shared.views.queries.selection import REASONS, Selection, ranked
from shared.views.rows import ComparisonRow, MatrixRow
from shared.views.scoring import score_row
from shared.views.standing import ScoreState
from shared.views.tables import items, scores, scores_state, units

_WHO = (units.c.unit, units.c.name_th, units.c.name_en, units.c.division)
_FIGURES = ("low", "expected", "high", "level", "iit", "eit", "oit", "has_data", "simulated", "replica")
#: What is read to compute with, and not answered.
_WORKING = frozenset({"unit_simulated", "scored_on", "rubric", "has_data", "points"})
#: Columns of a score by which units can be ranked; besides them ``level``, ``indicator-9`` and an item such as ``O6``.
COLUMNS = ("expected", "low", "high", "iit", "eit", "oit")
_INDICATOR = re.compile(r"indicator-([0-9]{1,3})")
_ITEM = re.compile(r"[A-Z]{1,4}[0-9]{1,3}")


class UnknownRanking(ValueError):
    """Nothing can be ranked by this."""


def comparison(
    connection: Connection,
    fiscal_year: int,
    *,
    division: int | None = None,
    agency_group: str | None = None,
    simulated: bool = True,
    by: str = "expected",
    indicators: bool = False,
    today: date,
) -> tuple[ComparisonRow, ...]:
    """The selected units, best first by ``by``: equal ones share a rank, and the next is skipped.

    Units about which too little is known come last, by code, without a rank and with the reason. Figures hold for
    ``today`` (Bangkok date). indicators: each row also has the points of every indicator. Raises UnknownRanking.
    """
    selection = Selection(division=division, agency_group=agency_group, simulated=simulated)
    query = selection.narrow(_query(fiscal_year, by, indicators=indicators or by.startswith("indicator-")))
    result = connection.execute(query)
    names = tuple(result.keys())
    found = [dict(zip(names, row, strict=True)) for row in result.all()]
    _refresh(connection, found, fiscal_year, today)
    levels = _levels(found) if by == "level" else {}
    for row in found:
        row["value"] = _value(row, by, levels) if row["has_data"] else None
    return tuple(_row(row, by) for row in ranked(found, "value"))


def item_matrix(connection: Connection, fiscal_year: int, *, division: int | None = None) -> tuple[MatrixRow, ...]:
    """All units (of a division) that take part, by code, with the verdict, status and date of each item."""
    cell = func.jsonb_build_object(
        "verdict", items.c.verdict, "status", items.c.status, "met", items.c.met, "due", items.c.due
    )
    cells = func.jsonb_object_agg(items.c.item, aggregate_order_by(cell, items.c.number)).label("items")
    simulated = (units.c.simulated | func.coalesce(func.bool_or(items.c.simulated), false())).label("simulated")
    replica = func.coalesce(func.bool_or(items.c.replica), false()).label("replica")
    query = select(*_WHO, simulated, replica, cells).join(items, items.c.unit == units.c.unit)
    query = query.where(items.c.fiscal_year == fiscal_year).group_by(*_WHO, units.c.simulated).order_by(units.c.unit)
    if division is not None:
        query = query.where(units.c.division == division)
    return rows_as(MatrixRow, connection.execute(query).mappings())


def _query(fiscal_year: int, by: str, *, indicators: bool) -> Select[Any]:
    same = and_(scores.c.unit == units.c.unit, scores.c.fiscal_year == fiscal_year)
    columns = [*_WHO, units.c.division_inferred, units.c.agency_group, units.c.simulated.label("unit_simulated")]
    columns += [scores.c.scored_on, scores.c.rubric, *(scores.c[name] for name in _FIGURES)]
    columns += [scores.c.indicators] if indicators else []
    joined = units.outerjoin(scores, same)
    if by in (*COLUMNS, "level") or _INDICATOR.fullmatch(by):
        return select(*columns).select_from(joined)
    if not _ITEM.fullmatch(by):
        raise UnknownRanking(by)
    item = and_(items.c.unit == units.c.unit, items.c.fiscal_year == fiscal_year, items.c.item == by)
    return select(*columns, items.c.league_points.label("points")).select_from(joined.outerjoin(items, item))


def _value(row: dict[str, Any], by: str, levels: dict[tuple[str, str], int]) -> Decimal | None:
    if by in COLUMNS:
        return Decimal(row[by])
    if by == "level":
        return Decimal(levels[row["rubric"], row["level"]])
    if match := _INDICATOR.fullmatch(by):
        points = row["indicators"].get(match[1])
        return None if points is None else Decimal(points)
    return row["points"]  # type: ignore[no-any-return]


def _levels(found: Iterable[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """How high each level of each rubric stands: 0 for the lowest."""
    rubrics = {row["rubric"] for row in found if row["rubric"]}
    return {
        (rubric, level.code): place
        for rubric in rubrics
        for place, level in enumerate(reversed(load_rubric(rubric).levels))
    }


def _refresh(connection: Connection, found: Iterable[dict[str, Any]], fiscal_year: int, today: date) -> None:
    """Score anew, for ``today``, the rows that hold for an earlier date: between midnight and the nightly rescoring."""
    stale = {str(row["unit"]): row for row in found if (on := row["scored_on"]) is not None and on < today}
    if not stale:
        return
    kept = scores_state
    query = select(kept.c.unit, kept.c.state).where(kept.c.fiscal_year == fiscal_year, kept.c.unit.in_(stale))
    for unit, state in connection.execute(query):
        fresh = score_row(msgspec.convert(state, ScoreState), unit, fiscal_year, today)
        names = (*_FIGURES, "indicators") if "indicators" in stale[unit] else _FIGURES
        stale[unit].update({name: fresh[name] for name in names} if fresh else {})


def _row(row: dict[str, Any], by: str) -> ComparisonRow:
    row["simulated"] = bool(row["simulated"] or row["unit_simulated"])
    row["replica"] = bool(row["replica"])
    row["reason"] = None if row["rank"] else _reason(row, by)
    for name in _WORKING & row.keys():
        del row[name]
    return ComparisonRow(**row)


def _reason(row: dict[str, Any], by: str) -> dict[str, str]:
    if row["scored_on"] is None:
        return REASONS["no_round"]
    return REASONS["no_evidence" if row["has_data"] and _ITEM.fullmatch(by) else "no_data"]
