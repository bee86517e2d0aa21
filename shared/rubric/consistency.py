"""What must agree inside a rubric: sums of points, references, unique ids."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shared.rubric.model import Rubric


def inconsistencies(rubric: "Rubric") -> list[str]:
    """Every contradiction inside the rubric, each as ``path: what is wrong``; empty if there is none."""
    return [*_repeated_ids(rubric), *_dangling_references(rubric), *_wrong_sums(rubric)]


def _repeated_ids(rubric: "Rubric") -> Iterator[str]:
    named: dict[str, Iterable[object]] = {
        "instruments": (part.id for part in rubric.instruments),
        "indicators": (part.id for part in rubric.indicators),
        "questions": (part.id for part in rubric.questions),
        "items": (part.id for part in rubric.items),
        "levels": (part.code for part in rubric.levels),
        "calendar": (part.id for part in rubric.calendar),
        "work_lines": (part.id for part in rubric.work_lines),
        **{f"items[{item.id}].elements": (part.id for part in item.elements) for item in rubric.items},
    }
    for path, ids in named.items():
        yield from (f"{path}: id {value!r} stands {count} times" for value, count in Counter(ids).items() if count > 1)


def _dangling_references(rubric: "Rubric") -> Iterator[str]:
    indicators = {indicator.id: indicator for indicator in rubric.indicators}
    for question in rubric.questions:
        if question.indicator not in indicators:
            yield f"questions[{question.id}].indicator: there is no indicator {question.indicator}"
    for item in rubric.items:
        indicator = indicators.get(item.indicator)
        if indicator is None:
            yield f"items[{item.id}].indicator: there is no indicator {item.indicator}"
        elif item.sub_indicator not in {sub.id for sub in indicator.sub_indicators}:
            yield f"items[{item.id}].sub_indicator: indicator {indicator.id} has no sub-indicator {item.sub_indicator}"


def _wrong_sums(rubric: "Rubric") -> Iterator[str]:
    if rubric.rule != "flat_sum":
        return
    for indicator in rubric.indicators:
        parts = [question.points for question in rubric.questions if question.indicator == indicator.id]
        parts += [item.points for item in rubric.items if item.indicator == indicator.id]
        if sum(parts) != indicator.points:
            yield f"indicators[{indicator.id}].points: {indicator.points}, but its parts have {sum(parts)}"
        for sub in indicator.sub_indicators:
            in_sub = sum(item.points for item in rubric.items if item.sub_indicator == sub.id)
            if in_sub != sub.points:
                path = f"indicators[{indicator.id}].sub_indicators[{sub.id}]"
                yield f"{path}.points: {sub.points}, but its items have {in_sub}"
    for instrument in rubric.instruments:
        total = sum(part.points for part in rubric.indicators if part.instrument == instrument.id)
        if total != instrument.weight:
            yield f"instruments[{instrument.id}].weight: {instrument.weight}, but its indicators have {total}"
