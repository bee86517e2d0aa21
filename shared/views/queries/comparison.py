"""Units beside each other in one fiscal year."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, false, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from shared.log.connections import Driver
from shared.rubric import available_rubrics, load_rubric
from shared.views.queries.pages import rows_as
from shared.views.queries.selection import INSTRUMENTS, REASONS, Selection
from shared.views.rows import ComparisonRow, MatrixRow
from shared.views.scoring import score_row
from shared.views.standing import ScoreState, as_shown
from shared.views.statements import ask
from shared.views.tables import items, units

_WHO = (units.c.unit, units.c.name_th, units.c.name_en, units.c.division)
#: What units can be ranked by, with the parts that nobody may lack; besides, ``indicator-9`` and an item such as O6.
_NEEDED = {
    **dict.fromkeys(("expected", "low", "high", "level"), INSTRUMENTS),
    "iit": ("IIT",),
    "eit": ("EIT",),
    "oit": ("OIT",),
}
_INDICATOR = re.compile(r"indicator-([0-9]{1,3})")
_ITEM = re.compile(r"[A-Z]{1,4}[0-9]{1,3}")


class UnknownRanking(ValueError):
    """Nothing can be ranked by this."""


class Compared(NamedTuple):
    """units: rows of ComparisonRow as a JSON array. simulated, replica: whether any row is."""

    units: bytes
    simulated: bool
    replica: bool


def comparison(
    connection: Connection,
    fiscal_year: int,
    *,
    division: int | None = None,
    agency_group: str | None = None,
    simulated: bool = True,
    coarse: bool = False,
    by: str = "expected",
    indicators: bool = False,
    today: date,
) -> tuple[ComparisonRow, ...]:
    """The selected units, best first by ``by``: equal ones share a rank, and the next is skipped.

    Units about which too little is known come last, by code, without a rank and with the reason. Figures hold for
    ``today`` (Bangkok date). indicators: each row also has the points of every indicator. Raises UnknownRanking.
    """
    selection = Selection(division=division, agency_group=agency_group, simulated=simulated, coarse=coarse)
    found = compared(connection, fiscal_year, selection, by=by, indicators=indicators, today=today)
    return msgspec.json.decode(found.units, type=tuple[ComparisonRow, ...])


def compared(
    connection: Connection | Driver, fiscal_year: int, selection: Selection, *, by: str, indicators: bool, today: date
) -> Compared:
    """The same, still as the JSON that the database made of it. Raises UnknownRanking."""
    kind, part, needed = _ranking(by)
    parameters = {
        "fiscal_year": fiscal_year,
        "today": today,
        "by": kind,
        "part": part,
        "needed": list(needed),
        "levels": _levels(),
        "reasons": _reasons(),
        "indicators": indicators,
        "fresh": None,
        **selection.parameters,
    }
    ((found, simulated, replica, stale),) = ask(connection, "comparison", parameters)
    if stale:
        parameters["fresh"] = _fresh(connection, fiscal_year, selection, today)
        ((found, simulated, replica, _),) = ask(connection, "comparison", parameters)
    return Compared(found.encode(), simulated, replica)


def comparison_mark(driver: Driver) -> str:
    """Tells the state of the views that a comparison reads: it is another after every change in them."""
    ((mark,),) = ask(driver, "comparison_mark", {})
    return str(mark)


def item_matrix(connection: Connection, fiscal_year: int, *, division: int | None = None) -> tuple[MatrixRow, ...]:
    """All units (of a division) that take part, by code, with the verdict, status and date of each item.

    verdict, met: as nightly audits saw the item, as in all tables of several units; latest: the newest audit's verdict.
    """
    cell = func.jsonb_build_object(
        "verdict", items.c.league_verdict, "status", items.c.status, "met", items.c.league_met, "due", items.c.due,
        "latest", items.c.verdict,
    )  # fmt: skip
    cells = func.jsonb_object_agg(items.c.item, aggregate_order_by(cell, items.c.number)).label("items")
    simulated = (units.c.simulated | func.coalesce(func.bool_or(items.c.simulated), false())).label("simulated")
    replica = func.coalesce(func.bool_or(items.c.replica), false()).label("replica")
    query = select(*_WHO, simulated, replica, cells).join(items, items.c.unit == units.c.unit)
    query = query.where(items.c.fiscal_year == fiscal_year).group_by(*_WHO, units.c.simulated).order_by(units.c.unit)
    if division is not None:
        query = query.where(units.c.division == division)
    return rows_as(MatrixRow, connection.execute(query).mappings())


def _ranking(by: str) -> tuple[str, str | None, tuple[str, ...]]:
    """What kind of value, of which part, and the parts that nobody may lack. Raises UnknownRanking."""
    if by in _NEEDED:
        return by, None, _NEEDED[by]
    if match := _INDICATOR.fullmatch(by):
        return "indicator", match[1], (match[1],)
    if _ITEM.fullmatch(by):
        return "item", by, ()
    raise UnknownRanking(by)


@cache
def _levels() -> str:
    """As JSON, how high each level of each rubric stands: 0 for the lowest."""
    levels = {
        name: {level.code: place for place, level in enumerate(reversed(load_rubric(name).levels))}
        for name in available_rubrics()
    }
    return _json(levels)


@cache
def _reasons() -> str:
    return _json(REASONS)


def _fresh(connection: Connection | Driver, fiscal_year: int, selection: Selection, today: date) -> str:
    """As JSON, the rows that hold for an earlier day, computed for today: until the nightly rescoring is over."""
    parameters = {"fiscal_year": fiscal_year, "today": today, **selection.parameters}
    kept = ask(connection, "stale_states", parameters)
    states = ((unit, msgspec.json.decode(state, type=ScoreState)) for unit, state in kept)
    shown = ((unit, as_shown(state) if selection.coarse else state) for unit, state in states)
    rows = (score_row(state, unit, fiscal_year, today) for unit, state in shown)
    return _json([row for row in rows if row is not None])


def _json(value: Mapping[str, Any] | list[Any]) -> str:
    return msgspec.json.encode(value).decode()
