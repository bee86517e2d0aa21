"""One unit in one round: score, items, quotas, deadlines, preparation, audits, history."""

from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Response, g, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from services.api.auth import coarse, unknown_unit
from services.api.context import context
from services.api.pages import links
from services.api.pages.happenings import happenings
from services.api.pages.items import group_items
from services.api.pages.levels import next_step
from services.api.pages.refusals import Refusal
from services.api.pages.rendering import render
from services.api.pages.rounds import Round, find_round
from services.api.pages.units import passing
from services.api.problems import RoundNotOpenThen
from services.api.queries.rounds import unknown_round
from services.api.reads import day, today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries

#: Entries of history on one page.
HISTORY = 20
#: Audits listed on the unit's page.
AUDITS = 10


@page("GET", "/units/<unit>", Permission.UNIT_READ)
def latest(unit: str) -> ResponseReturnValue:
    with context().engine.connect() as connection:
        row = queries.unit(connection, unit)
    if row is None:
        raise unknown_unit(unit)
    if not row.years:
        return render("roundless.html", unit=row, simulated=row.simulated)
    return redirect(links.unit(unit, max(row.years)))


@page("GET", "/units/<unit>/<int:year>", Permission.UNIT_READ)
def unit_page(unit: str, year: int) -> ResponseReturnValue:
    wait_for_position(unit)
    as_of = day("as_of")
    return show_unit(unit, year) if as_of is None else _show_score(unit, year, as_of)


def show_unit(unit: str, year: int, *, status: int = HTTPStatus.OK, refusal: Refusal | None = None) -> Response:
    """The whole page; refusal: what became of the form that was just sent."""
    g.shown_at = links.unit(unit, year)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        score = queries.score(connection, unit, year, today=today(), coarse=coarse())
        values = {**_score_values(found, score), **_rows(connection, found)}
    told = (row for happening in values["history"].items for row in happening.rows)
    shown = (*values["items"], *values["quotas"], *told, *values["audits"].items)
    simulated = found.simulated or values["score"]["simulated"] or any(row.simulated for row in shown)
    return render("unit/page.html", status=status, simulated=simulated, refusal=refusal, as_of=None, **values)


def _show_score(unit: str, year: int, as_of: date) -> Response:
    """Only the score: everything else on the page is of today."""
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
    values = _score_values(found, score_on(unit, year, as_of))
    return render("unit/as_of.html", simulated=found.simulated or values["score"]["simulated"], as_of=as_of, **values)


def score_on(unit: str, year: int, as_of: date) -> dict[str, Any]:
    """The score at the end of a day. Raises NotFound where the round was not open by then."""
    body = queries.score_as_of(context().log, unit, year, as_of, coarse=coarse())
    if body is None:
        raise RoundNotOpenThen(as_of=as_of)
    return body


def _score_values(found: Round, score: dict[str, Any] | None) -> dict[str, Any]:
    if score is None:
        raise unknown_round(found.unit.unit, found.row.fiscal_year)
    return {
        "unit": found.unit,
        "round": found.row,
        "rubric": found.rubric,
        "score": score,
        "step": next_step(found.rubric, score),
        "threshold": passing(found.rubric),
    }


def _rows(connection: Connection, found: Round) -> dict[str, Any]:
    unit, year = found.unit.unit, found.row.fiscal_year
    items = queries.item_list(connection, unit, year)
    deadlines = queries.deadline_list(connection, unit, year, today=today())
    audits = queries.audit_list(connection, unit, fiscal_year=year, limit=AUDITS)
    return {
        "items": items,
        "groups": group_items(found.rubric, items),
        "actions": queries.actions(connection, unit, year, today=today(), coarse=coarse()),
        "due": {row.ref: row for row in deadlines if row.kind == "item"},
        "deadlines": [row for row in deadlines if row.kind != "item"],
        "quotas": queries.quota_list(connection, unit, year),
        "audits": audits,
        "outage": queries.outage_of(connection, audits.items[0]) if audits.items else None,
        "history": happenings(connection, unit, year, cursor=request.args.get("history"), limit=HISTORY),
        "earlier": request.args.get("history"),
    }
