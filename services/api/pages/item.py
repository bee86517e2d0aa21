"""One item: what it must show, what the website shows, what was handed in, and what happened to it."""

from http import HTTPStatus

from flask import Response, g
from flask.typing import ResponseReturnValue

from services.api.auth import coarse
from services.api.context import context
from services.api.pages import links
from services.api.pages.compared import compared
from services.api.pages.happenings import together
from services.api.pages.refusals import Refusal
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.problems import UnknownItem
from services.api.reads import today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.views import queries

#: Rows of the item's own history.
HISTORY = 50


@page("GET", "/units/<unit>/<int:year>/items/<item>", Permission.UNIT_READ)
def item_page(unit: str, year: int, item: str) -> ResponseReturnValue:
    wait_for_position(unit)
    return show_item(unit, year, item)


def show_item(
    unit: str, year: int, item: str, *, status: int = HTTPStatus.OK, refusal: Refusal | None = None
) -> Response:
    """The whole page; refusal: what became of the form that was just sent. Raises NotFound."""
    g.shown_at = links.item(unit, year, item)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        row, criteria = queries.item(connection, unit, year, item), found.rubric.item(item)
        if row is None or criteria is None:
            raise UnknownItem(item=item)
        deadlines = queries.deadline_list(connection, unit, year, today=today())
        audits = queries.audits_covering(connection, unit, year, (item,))
        actions = queries.actions(connection, unit, year, today=today(), coarse=coarse(), item=item)
        history = queries.history(connection, unit=unit, fiscal_year=year, item=item, limit=HISTORY)
    return render(
        "item/page.html",
        status=status,
        simulated=found.simulated or row.simulated or any(event.simulated for event in history.items),
        unit=found.unit,
        round=found.row,
        rubric=found.rubric,
        item=row,
        criteria=criteria,
        elements={element["id"]: element for element in row.elements},
        due=next((due for due in deadlines if due.kind == "item" and due.ref == item), None),
        compared=compared(*reversed(audits), item=item) if len(audits) > 1 else None,
        history=tuple(together(history.items)),
        actions=actions,
        beside=_beside([each.id for each in found.rubric.items], item),
        judged=queries.links_of(row),
        refusal=refusal,
    )


def _beside(items: list[str], item: str) -> tuple[str | None, str | None]:
    """The items before and after this one."""
    place = items.index(item)
    return (items[place - 1] if place else None, items[place + 1] if place + 1 < len(items) else None)
