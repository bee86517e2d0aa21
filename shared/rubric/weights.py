"""How many of the 100 points each part of a rubric has, under either rule of adding up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from shared.rubric.model import Rubric

Id = TypeVar("Id", int, str)


@dataclass(frozen=True)
class Weights:
    """Points by id. Those of the questions and items of an indicator always sum to the indicator's."""

    indicators: Mapping[int, Fraction] = field(default_factory=dict)
    sub_indicators: Mapping[str, Fraction] = field(default_factory=dict)
    questions: Mapping[str, Fraction] = field(default_factory=dict)
    items: Mapping[str, Fraction] = field(default_factory=dict)


def weights_of(rubric: "Rubric") -> Weights:
    """The points of all parts.

    A mean of means is a sum, too: a part's points are those of the whole around it, shared equally with its siblings.
    """
    return _written(rubric) if rubric.rule == "flat_sum" else _shared_equally(rubric)


def _written(rubric: "Rubric") -> Weights:
    return Weights(
        indicators={part.id: part.points for part in rubric.indicators},
        sub_indicators={sub.id: sub.points for part in rubric.indicators for sub in part.sub_indicators},
        questions={part.id: part.points for part in rubric.questions},
        items={part.id: part.points for part in rubric.items},
    )


def _shared_equally(rubric: "Rubric") -> Weights:
    indicators: dict[int, Fraction] = {}
    for instrument in rubric.instruments:
        indicators |= _split(instrument.weight, [i.id for i in rubric.indicators if i.instrument == instrument.id])
    subs: dict[str, Fraction] = {}
    questions: dict[str, Fraction] = {}
    for indicator in rubric.indicators:
        whole = indicators[indicator.id]
        subs |= _split(whole, [sub.id for sub in indicator.sub_indicators])
        questions |= _split(whole, [q.id for q in rubric.questions if q.indicator == indicator.id])
    items: dict[str, Fraction] = {}
    for sub_id, whole in subs.items():
        items |= _split(whole, [item.id for item in rubric.items if item.sub_indicator == sub_id])
    return Weights(indicators=indicators, sub_indicators=subs, questions=questions, items=items)


def _split(whole: Fraction, parts: Sequence[Id]) -> dict[Id, Fraction]:
    return {part: whole / len(parts) for part in parts}
