"""Units side by side, for the bureau: ranked, and their items as a matrix."""

from typing import Any

import msgspec
from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.parameters import DIVISION, MIN_POSITION
from services.api.queries.files import FORMAT, MEDIA_TYPES, table
from services.api.queries.selecting import GROUP, SIMULATED, chosen, selected
from services.api.queries.units import visible_division
from services.api.queries.wanted import BY, Wanted
from services.api.reads import asked, from_view, ready, today, wait_for_position
from services.api.routing import Query, route
from shared.access import Permission
from shared.views import queries
from shared.views.rows import ComparisonRow
from shared.views.sheets import comparison_sheet

INDICATORS = Query(
    "indicators", "`yes`: each unit with the points of every indicator.", {"type": "string", "enum": ["yes", "no"]}
)


@route(
    "GET",
    "/rounds/<year:year>/comparison",
    Permission.COMPARISON_READ,
    summary="The units ranked by projected score; units with too little data are listed unranked, with the reason",
    tag="comparison",
    query=(DIVISION, GROUP, SIMULATED, BY, INDICATORS, FORMAT, MIN_POSITION),
    media_types=MEDIA_TYPES,
)
def comparison(year: int) -> Response:
    form = chosen(FORMAT) or "json"
    wanted = Wanted(
        year=year,
        selection=selected(),
        by=request.args.get("by") or "expected",
        indicators=form != "json" or chosen(INDICATORS) == "yes",
        today=today(),
    )
    wait_for_position()
    if form != "json":
        position, found = context().log.run(lambda driver: (queries.position(driver, "scores"), wanted.read(driver)))
        rows = msgspec.json.decode(found.units, type=tuple[ComparisonRow, ...])
        return table(comparison_sheet(rows), year, form, position)
    position, kept = context().log.run(wanted.kept)
    return ready(kept.body, kept.etag, position=position)


@route(
    "GET",
    "/rounds/<year:year>/items",
    Permission.COMPARISON_READ,
    summary="Every unit's verdict (by nightly audits, as ranks; `latest`: of any audit) and state of every item",
    tag="comparison",
    query=(DIVISION, MIN_POSITION),
)
def items(year: int) -> Response:
    division = visible_division(asked(DIVISION))

    def read(connection: Connection) -> Any:
        rows = queries.item_matrix(connection, year, division=division)
        return {"fiscal_year": year, "division": division, "units": rows, "simulated": any(r.simulated for r in rows)}

    return from_view("items", read)
