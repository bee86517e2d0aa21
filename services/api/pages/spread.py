"""Where units are weak and how they are spread, and which improved most: for the bureau."""

from flask import request
from flask.typing import ResponseReturnValue

from services.api.auth import principal
from services.api.context import context
from services.api.pages.rendering import render
from services.api.pages.rounds import rounds_year
from services.api.pages.units import DIVISIONS
from services.api.queries.selecting import selected
from services.api.queries.trend import span
from services.api.reads import wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries
from shared.views.sheets import share, titles_of


@page("GET", "/rounds/<int:year>/spread", Permission.COMPARISON_READ)
def spread_page(year: int) -> ResponseReturnValue:
    rubric, selection, (since, until) = rounds_year(year), selected(), span(year)
    wait_for_position()
    with context().reading() as connection:
        first = queries.comparable_since(connection, year, selection=selection)
        if first and first <= until and not request.args.get("from"):
            since = first
        parts = queries.spread(connection, year, rubric.id, selection=selection)
        improved = queries.improvement(connection, year, since=since, until=until, selection=selection)
        made_up = queries.simulated_units(connection, year, selection=selection)
        groups = queries.agency_groups(connection)
    return render(
        "spread.html",
        simulated=bool(made_up) or any(row.simulated for row in improved),
        year=year,
        selection=selection,
        since=since,
        until=until,
        wholes=[row for row in parts if row.kind != "item"],
        items=[row for row in parts if row.kind == "item"],
        share=share,
        titles=titles_of(rubric),
        improved=improved,
        levels={level.code: level.title for level in rubric.levels},
        groups=groups,
        divisions=[principal().division] if principal().division else DIVISIONS,
    )
