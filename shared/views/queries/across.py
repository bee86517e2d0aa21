"""Items of two fiscal years side by side, and their figures only where the crosswalk says that an item is the same."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec
from sqlalchemy import Connection

from shared.rubric import Rubric, comparable, load_rubric
from shared.rubric.crosswalk import links
from shared.rubric.model import Crosswalk, Item
from shared.views.queries.selection import Selection
from shared.views.queries.spread import spread
from shared.views.rows import Title
from shared.views.sheets import share


class AcrossRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a rubric beside another year's. relation: same, approximate, or none (no counterpart).

    confirmed: an official source says so. mean, before: of all points in percent, this year and the other one;
    None where the item is not the same, or units of either year have none.
    """

    item: str
    title: Title
    counterparts: tuple[str, ...]
    relation: str
    confirmed: bool
    mean: Decimal | None
    before: Decimal | None
    difference: Decimal | None


def across(
    connection: Connection, rubric: str, other: str, *, selection: Selection | None = None
) -> tuple[AcrossRow, ...]:
    """Each item of a rubric beside its counterparts in another, with the mean in percent of the selected units.

    Figures are given only for an item that is the same in both, and only where units of both years have them.
    """
    here, there = load_rubric(rubric), load_rubric(other)
    now, then = (_means(connection, each, selection) for each in (here, there))
    return tuple(_row(item, here, there, now, then) for item in here.items)


def crosswalk_of(rubric: Rubric, other: Rubric) -> Crosswalk | None:
    """What either of two rubrics says of the items of both; None where neither does."""
    pairs = ((rubric, other.id), (other, rubric.id))
    return next((each for one, name in pairs for each in one.crosswalks if each.rubric == name), None)


def _means(connection: Connection, rubric: Rubric, selection: Selection | None) -> dict[str, Decimal]:
    rows = spread(connection, rubric.fiscal_year, rubric.id, selection=selection)
    return {row.id: share(row) for row in rows if row.kind == "item"}


def _row(item: Item, here: Rubric, there: Rubric, now: Mapping[str, Decimal], then: Mapping[str, Decimal]) -> AcrossRow:
    found = [link for link in links(here, there) if link.here == item.id]
    same = comparable(here, item.id, there)
    both = same is not None and item.id in now and same in then
    mean, before = (now[item.id], then[same]) if both and same else (None, None)
    return AcrossRow(
        item=item.id,
        title=item.title.model_dump(),
        counterparts=tuple(link.there for link in found),
        relation=found[0].relation if found else "none",
        confirmed=all(link.confirmed for link in found),
        mean=mean,
        before=before,
        difference=None if mean is None or before is None else mean - before,
    )
