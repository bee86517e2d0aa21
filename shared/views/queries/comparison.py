"""Units beside each other in one fiscal year."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, false, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from shared.views.queries.pages import row_as, rows_as
from shared.views.rows import ComparisonRow, MatrixRow
from shared.views.scoring import score_row
from shared.views.standing import ScoreState
from shared.views.tables import items, scores, scores_state, units

_WHO = (units.c.unit, units.c.name_th, units.c.name_en, units.c.division)
_FIGURES = ("low", "expected", "high", "level", "iit", "eit", "oit", "has_data", "simulated", "replica")


def comparison(
    connection: Connection, fiscal_year: int, *, division: int | None = None, today: date
) -> tuple[ComparisonRow, ...]:
    """All units (of a division), best first, ranked by expected score: equal scores share a rank, the next is skipped.

    Units without a round or any data come last, by code, without a rank. Figures hold for ``today`` (Bangkok date).
    """
    same = and_(scores.c.unit == units.c.unit, scores.c.fiscal_year == fiscal_year)
    columns = (*_WHO, units.c.division_inferred, units.c.simulated.label("unit_simulated"), scores.c.scored_on)
    query = select(*columns, *(scores.c[name] for name in _FIGURES)).select_from(units.outerjoin(scores, same))
    if division is not None:
        query = query.where(units.c.division == division)
    found = [dict(row) for row in connection.execute(query).mappings()]
    _refresh(connection, found, fiscal_year, today)
    found.sort(key=lambda row: (not row["has_data"], -(row["expected"] or 0), row["unit"]))
    return tuple(_ranked(found))


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


def _refresh(connection: Connection, found: Iterable[dict[str, Any]], fiscal_year: int, today: date) -> None:
    """Score anew, for ``today``, the rows that hold for an earlier date: between midnight and the nightly rescoring."""
    stale = {str(row["unit"]): row for row in found if isinstance(on := row["scored_on"], date) and on < today}
    if not stale:
        return
    kept = scores_state
    query = select(kept.c.unit, kept.c.state).where(kept.c.fiscal_year == fiscal_year, kept.c.unit.in_(stale))
    for unit, state in connection.execute(query):
        fresh = score_row(msgspec.convert(state, ScoreState), unit, fiscal_year, today)
        stale[unit].update({name: fresh[name] for name in _FIGURES} if fresh else {})


def _ranked(rows: list[dict[str, Any]]) -> Iterator[ComparisonRow]:
    rank, before = 0, None
    for place, row in enumerate(rows, start=1):
        if row["expected"] != before:
            rank, before = place, row["expected"]
        simulated = bool(row["simulated"] or row["unit_simulated"])
        own = {"rank": rank if row["has_data"] else None, "simulated": simulated, "replica": bool(row["replica"])}
        yield row_as(ComparisonRow, row, **own)
