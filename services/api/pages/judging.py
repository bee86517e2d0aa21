"""The links that a person should confirm, all items together, and what people said of links before."""

from http import HTTPStatus

from flask import Response, g
from flask.typing import ResponseReturnValue

from services.api.context import context
from services.api.pages import links
from services.api.pages.refusals import Refusal
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.reads import wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries


@page("GET", "/units/<unit>/<int:year>/links", Permission.UNIT_READ)
def links_page(unit: str, year: int) -> ResponseReturnValue:
    wait_for_position(unit)
    return show_links(unit, year)


def show_links(unit: str, year: int, *, status: int = HTTPStatus.OK, refusal: Refusal | None = None) -> Response:
    """The whole page; refusal: what became of the form that was just sent. Raises NotFound."""
    g.shown_at = links.judging(unit, year)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        items = queries.item_list(connection, unit, year)
    listed = [link for item in items for link in queries.links_of(item)]
    return render(
        "judging.html",
        status=status,
        simulated=found.simulated or any(item.simulated for item in items),
        unit=found.unit,
        round=found.row,
        titles={item.item: item.title for item in items},
        unsure=[link for link in listed if link.unsure],
        judged=[link for link in listed if link.decision],
        refusal=refusal,
    )
