"""This year's items beside another year's or agency group's: figures only where an item is the same."""

from typing import Any

from flask import Response, request
from sqlalchemy import Connection

from services.api.parameters import DIVISION, MIN_POSITION
from services.api.problems import BadParameter
from services.api.queries.selecting import GROUP, SIMULATED, selected
from services.api.queries.spread import RUBRIC, rubric_of
from services.api.reads import from_view
from services.api.routing import Query, route
from shared.access import Permission
from shared.rubric import available_rubrics, load_rubric
from shared.rubric.model import Crosswalk
from shared.views import queries

WITH = Query("with", "The criteria to compare with; the first with a crosswalk unless given.", {"type": "string"})


@route(
    "GET",
    "/rounds/<year:year>/across",
    Permission.COMPARISON_READ,
    summary="Items beside their counterparts in other criteria; means only where the crosswalk says: the same",
    tag="comparison",
    query=(WITH, RUBRIC, DIVISION, GROUP, SIMULATED, MIN_POSITION),
)
def across(year: int) -> Response:
    selection, here = selected(), rubric_of(year)
    other = _other(here)

    def read(connection: Connection) -> Any:
        head = {"fiscal_year": year, "division": selection.division, "rubric": here}
        if here is None or other is None:
            return {**head, "with": None, "crosswalk": None, "items": (), "simulated": False}
        there = load_rubric(other)
        made_up = [queries.simulated_units(connection, each, selection=selection) for each in (year, there.fiscal_year)]
        return {
            **head,
            "with": {"rubric": there.id, "fiscal_year": there.fiscal_year},
            "crosswalk": _source(queries.crosswalk_of(load_rubric(here), there)),
            "items": queries.across(connection, here, other, selection=selection),
            "simulated": any(made_up),
        }

    return from_view("scores", read)


def _other(here: str | None) -> str | None:
    """The criteria asked for, else the first with a crosswalk to those here. Raises BadParameter."""
    given, known = request.args.get("with") or None, available_rubrics()
    if given is not None and given not in known:
        raise BadParameter(parameter="with", expected=", ".join(known), given=given)
    if given is not None or here is None:
        return given
    rubrics = [load_rubric(rubric) for rubric in known]
    return next((each.id for each in rubrics if queries.crosswalk_of(load_rubric(here), each)), None)


def _source(crosswalk: Crosswalk | None) -> dict[str, Any] | None:
    if crosswalk is None:
        return None
    note = crosswalk.note.model_dump() if crosswalk.note else None
    title = crosswalk.title.model_dump()
    return {"title": title, "confirmed": crosswalk.confirmed, "source": crosswalk.source, "note": note}
