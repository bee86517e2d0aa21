"""How a score is computed: rule by rule, question by question, item by item, with where each rule comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from services.api.auth import coarse
from services.api.context import context
from services.api.pages.rendering import render
from services.api.pages.rounds import find_round
from services.api.pages.unit import score_on
from services.api.queries.rounds import unknown_round
from services.api.reads import day, today, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.rubric import Rubric
from shared.rubric.scoring.explain.rules import rules_of
from shared.views import queries


@page("GET", "/units/<unit>/<int:year>/explain", Permission.UNIT_READ)
def explain_page(unit: str, year: int) -> ResponseReturnValue:
    as_of = day("as_of")
    wait_for_position(unit)
    with context().engine.connect() as connection:
        found = find_round(connection, unit, year)
        if as_of is None:
            score = queries.score(connection, unit, year, today=today(), coarse=coarse())
            explained = queries.explain(connection, unit, year, today=today(), coarse=coarse())
        else:
            score = score_on(unit, year, as_of)
            explained = queries.explain_as_of(context().log, unit, year, as_of, coarse=coarse())
    if score is None or explained is None:
        raise unknown_round(unit, year)
    return render(
        "explain.html",
        simulated=found.simulated or score["simulated"],
        unit=found.unit,
        round=found.row,
        rubric=found.rubric,
        score=score,
        as_of=as_of,
        nodes={(node["kind"], node["id"]): node for node in _nodes(explained["total"])},
        parts=[_Part(found.rubric, score, name) for name in (part.id for part in found.rubric.instruments)],
        rules=rules_of(found.rubric).values(),
        titles={option.id: option.title for option in found.rubric.option_scale.options},
        items={item.id: item for item in found.rubric.items},
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node and all below it."""
    yield node
    for part in node["parts"]:
        yield from _nodes(part)


@dataclass(frozen=True)
class _Part:
    """One instrument of a score, as the page goes through it."""

    rubric: Rubric
    score: dict[str, Any]
    id: str

    @property
    def figures(self) -> dict[str, Any]:
        """Its figures."""
        figures: dict[str, Any] = self.score["instruments"][self.id]
        return figures

    @property
    def instrument(self) -> Any:
        """It, in the criteria."""
        return next(part for part in self.rubric.instruments if part.id == self.id)

    @property
    def indicators(self) -> list[dict[str, Any]]:
        """Its indicators."""
        return [part for part in self.score["indicators"] if part["instrument"] == self.id]

    def questions(self, indicator: int) -> list[dict[str, Any]]:
        """The questions of one of them."""
        return [part for part in self.score["questions"] if part["indicator"] == indicator]

    def items(self, sub_indicator: str) -> list[dict[str, Any]]:
        """The items of one of its sub-indicators."""
        belong = {item.id for item in self.rubric.items if item.sub_indicator == sub_indicator}
        return [part for part in self.score["items"] if part["item"] in belong]
