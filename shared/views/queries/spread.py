"""How units are spread over the points of every part, and who improved most."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select, text

from shared.rubric import Rubric, load_rubric
from shared.rubric.scoring.numbers import rounded
from shared.views.queries.selection import REASONS, Selection, ranked
from shared.views.rows import ImprovementRow, SpreadRow
from shared.views.statements import statement
from shared.views.tables import scores, units

_TWO_PLACES = Decimal("0.01")


def spread(
    connection: Connection, fiscal_year: int, rubric: str, *, selection: Selection | None = None
) -> tuple[SpreadRow, ...]:
    """Of the total, instruments, indicators and items of a rubric: mean, quartiles and ends, the weakest items first.

    About the selected units that go by this rubric: of each part those that do not lack it, of the total those that
    lack no instrument. Quartiles are values that occur.
    """
    parameters = {"fiscal_year": fiscal_year, "rubric": rubric, **(selection or Selection()).parameters}
    found = connection.execute(text(statement("spread")), parameters).mappings()
    of = _of(load_rubric(rubric))
    return tuple(sorted((_spread(dict(row), of) for row in found), key=lambda row: _weakest_item_first(of, row)))


def improvement(
    connection: Connection, fiscal_year: int, *, since: date, until: date, selection: Selection | None = None
) -> tuple[ImprovementRow, ...]:
    """The selected units by what their expected score gained between the ends of two Bangkok dates, by snapshots.

    Units with too little data on either day come last, unranked, with the reason.
    """
    parameters = {"fiscal_year": fiscal_year, "since": since, "until": until, **(selection or Selection()).parameters}
    found = (dict(row) for row in connection.execute(text(statement("improvement")), parameters).mappings())
    return tuple(_improved(row) for row in ranked((row | {"gain": _gain(row)} for row in found), "gain"))


def simulated_units(connection: Connection, fiscal_year: int, *, selection: Selection | None = None) -> int:
    """How many of the selected units with a round in this year rest on anything made up."""
    wanted = selection or Selection()
    query = select(func.count()).select_from(scores.join(units, units.c.unit == scores.c.unit))
    query = query.where(scores.c.fiscal_year == fiscal_year, scores.c.coarse, units.c.simulated | scores.c.simulated)
    if not wanted.simulated:
        query = query.where(~units.c.simulated)
    for column, value in ((units.c.division, wanted.division), (units.c.agency_group, wanted.agency_group)):
        query = query if value is None else query.where(column == value)
    return int(connection.execute(query).scalar_one())


def comparable_since(connection: Connection, fiscal_year: int, *, selection: Selection | None = None) -> date | None:
    """The first Bangkok date by which half of the selected units that have enough data by now had it; None if none."""
    parameters = {"fiscal_year": fiscal_year, **(selection or Selection()).parameters}
    found: date | None = connection.execute(text(statement("comparable_since")), parameters).scalar_one()
    return found


def _of(rubric: Rubric) -> dict[tuple[str, str], Decimal]:
    weights = rubric.weights
    of: dict[tuple[str, str], Decimal] = {("total", "total"): Decimal(0)}
    for part in rubric.instruments:
        of["instrument", part.id] = rounded(part.weight)
        of["total", "total"] += of["instrument", part.id]
    of |= {("indicator", str(part)): rounded(points) for part, points in weights.indicators.items()}
    return of | {("item", part): rounded(points) for part, points in weights.items.items()}


def _spread(row: dict[str, Any], of: dict[tuple[str, str], Decimal]) -> SpreadRow:
    mean = row.pop("mean").quantize(_TWO_PLACES)
    return SpreadRow(of=of[row["kind"], row["id"]], mean=mean, **row)


def _weakest_item_first(of: dict[tuple[str, str], Decimal], row: SpreadRow) -> tuple[Any, ...]:
    """Parts as the rubric orders them; after them the items, by the share of their points that units have."""
    share = row.mean / row.of if row.kind == "item" else 0
    return (row.kind == "item", share, list(of).index((row.kind, row.id)))


def _gain(row: dict[str, Any]) -> Decimal | None:
    return None if _reason(row) else row["after"] - row["before"]


def _reason(row: dict[str, Any]) -> str | None:
    if row["before"] is None:
        return "no_earlier"
    if row["little_before"]:
        return "little_earlier"
    return "little_later" if row["little_after"] else None


def _improved(row: dict[str, Any]) -> ImprovementRow:
    reason = _reason(row)
    del row["little_before"], row["little_after"]
    return ImprovementRow(**row, reason=REASONS[reason] if reason else None)
