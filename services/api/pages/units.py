"""The units side by side: ranked by projected score, filtered, sorted."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue
from msgspec import Struct

from services.api.auth import coarse, principal
from services.api.context import context
from services.api.pages import links
from services.api.pages.rendering import render
from services.api.pages.rounds import latest_year, rounds_year
from services.api.queries.units import visible_division
from services.api.reads import number, today
from services.api.routing import page
from shared.access import Permission
from shared.rubric import Rubric
from shared.thai import sort_key
from shared.views import queries
from shared.views.rows import ComparisonRow

#: Units on one page of the list.
PAGE = 100
#: Divisions กองบังคับการตรวจคนเข้าเมือง 1–6.
DIVISIONS = range(1, 7)


class Summary(Struct, frozen=True):
    """Figures over the units shown. scored: units with a rank; passing: those whose expected score passes."""

    units: int
    scored: int
    passing: int
    mean: Decimal | None


#: How the list can be sorted; units without data stay last.
SORTS: dict[str, Callable[[ComparisonRow], Any]] = {
    "rank": lambda row: row.rank,
    "name": lambda row: sort_key(row.name_th),
    "iit": lambda row: -(row.iit or 0),
    "eit": lambda row: -(row.eit or 0),
    "oit": lambda row: -(row.oit or 0),
}


@page("GET", links.UNITS, Permission.UNIT_READ)
def unit_list() -> ResponseReturnValue:
    asking = principal()
    if not asking.holds(Permission.COMPARISON_READ):
        return redirect(links.unit(asking.unit or ""))
    year = number("year")
    year = latest_year() if year is None else year
    rubric, division = rounds_year(year), visible_division(number("division"))
    group = request.args.get("agency_group") or None
    with context().engine.connect() as connection:
        compared = queries.comparison(
            connection, year, division=division, agency_group=group, coarse=coarse(), today=today()
        )
        groups = queries.agency_groups(connection)
    search, sort = request.args.get("search", "").strip(), request.args.get("sort", "rank")
    found = _sorted([row for row in compared if _matches(row, search)], sort)
    first = ((number("page", default=1, lowest=1, highest=10_000) or 1) - 1) * PAGE
    shown = found[first : first + PAGE]
    return render(
        "units.html",
        simulated=any(row.simulated for row in shown),
        rows=shown,
        found=len(found),
        number=first // PAGE + 1,
        pages=max(1, -(-len(found) // PAGE)),
        summary=_summary(found, passing(rubric)),
        asked={"year": year, "division": division, "agency_group": group, "search": search, "sort": sort},
        groups=groups,
        divisions=[asking.division] if asking.division else DIVISIONS,
        own_division=asking.division,
        sorts=SORTS,
        levels={level.code: level.title for level in rubric.levels},
        threshold=passing(rubric),
    )


def passing(rubric: Rubric) -> Decimal | None:
    """The total from which on a unit passes; None where the rubric has no level of the code ``pass``."""
    total = next((level.total for level in rubric.levels if level.code == "pass"), None)
    return None if total is None else Decimal(total.numerator) / Decimal(total.denominator)


def _matches(row: ComparisonRow, search: str) -> bool:
    return search.casefold() in f"{row.unit}\n{row.name_th}\n{row.name_en}".casefold()


def _sorted(rows: Sequence[ComparisonRow], sort: str) -> list[ComparisonRow]:
    key = SORTS.get(sort, SORTS["rank"])
    ranked = sorted((row for row in rows if row.rank is not None), key=key)
    return [*ranked, *(row for row in rows if row.rank is None)]


def _summary(rows: Sequence[ComparisonRow], threshold: Decimal | None) -> Summary:
    scores = [row.expected for row in rows if row.rank is not None and row.expected is not None]
    mean = sum(scores, Decimal(0)) / len(scores) if scores else None
    above = 0 if threshold is None else sum(score >= threshold for score in scores)
    return Summary(len(rows), len(scores), above, mean)
