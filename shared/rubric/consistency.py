"""What must agree inside a rubric: sums of points, references, unique ids, order of levels and phases."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from shared.rubric.crosswalk import contradictions
from shared.rubric.document import Place
from shared.rubric.exact import exact_text
from shared.rubric.problem import Problem
from shared.rubric.weights import weights_of
from shared.thai import fiscal_year

if TYPE_CHECKING:
    from shared.rubric.model import Item, Rubric

#: The points that all instruments have together.
FULL_SCORE = 100
#: Fiscal years that a rubric can be of; a Gregorian one is a slip.
BUDDHIST_YEARS = range(2500, 2701)
#: Answer options that a question needs at the least.
FEWEST_OPTIONS = 2


def inconsistencies(rubric: "Rubric") -> list[Problem]:
    """Every contradiction inside the rubric; empty if there is none."""
    checks = (
        _wrong_year,
        _repeated_ids,
        _dangling_references,
        _empty_parts,
        _wrong_periods,
        _wrong_samples,
        _wrong_levels,
        _wrong_weights,
        _wrong_sums,
        _wrong_means,
        contradictions,
    )
    return [problem for check in checks for problem in check(rubric)]


def _wrong_year(rubric: "Rubric") -> Iterator[Problem]:
    if rubric.fiscal_year not in BUDDHIST_YEARS:
        yield Problem(("fiscal_year",), f"{rubric.fiscal_year} is no Buddhist year such as 2568")


def _repeated_ids(rubric: "Rubric") -> Iterator[Problem]:
    named: dict[Place, Iterable[object]] = {
        ("instruments",): (part.id for part in rubric.instruments),
        ("indicators",): (part.id for part in rubric.indicators),
        ("option_scale", "options"): (part.id for part in rubric.option_scale.options),
        ("questions",): (part.id for part in rubric.questions),
        ("samples",): (part.survey for part in rubric.samples),
        ("items",): (part.id for part in rubric.items),
        ("levels",): (part.code for part in rubric.levels),
        ("calendar",): (part.id for part in rubric.calendar),
        ("work_lines",): (part.id for part in rubric.work_lines),
        ("occupations",): (part.id for part in rubric.occupations),
        **{("items", n, "elements"): (part.id for part in item.elements) for n, item in enumerate(rubric.items)},
    }
    for place, ids in named.items():
        repeated = [(value, count) for value, count in Counter(ids).items() if count > 1]
        yield from (Problem(place, f"{value!r} stands {count} times") for value, count in repeated)


def _dangling_references(rubric: "Rubric") -> Iterator[Problem]:
    instruments = {instrument.id for instrument in rubric.instruments}
    indicators = {indicator.id: indicator.instrument for indicator in rubric.indicators}
    for n, indicator in enumerate(rubric.indicators):
        if indicator.instrument not in instruments:
            yield Problem(("indicators", n, "instrument"), f"there is no instrument {indicator.instrument}")
    for n, question in enumerate(rubric.questions):
        if indicators.get(question.indicator) != question.survey:
            what = f"there is no indicator {question.indicator} of {question.survey}"
            yield Problem(("questions", n, "indicator"), what)
    for n, item in enumerate(rubric.items):
        yield from _dangling_item(rubric, n, item)


def _dangling_item(rubric: "Rubric", n: int, item: "Item") -> Iterator[Problem]:
    indicator = next((part for part in rubric.indicators if part.id == item.indicator), None)
    if indicator is None or indicator.instrument != "OIT":
        yield Problem(("items", n, "indicator"), f"there is no indicator {item.indicator} of OIT")
    elif item.sub_indicator not in {sub.id for sub in indicator.sub_indicators}:
        what = f"indicator {indicator.id} has no sub-indicator {item.sub_indicator}"
        yield Problem(("items", n, "sub_indicator"), what)


def _empty_parts(rubric: "Rubric") -> Iterator[Problem]:
    asked = {question.indicator for question in rubric.questions}
    shown = {item.sub_indicator for item in rubric.items}
    for n, instrument in enumerate(rubric.instruments):
        if instrument.id not in {indicator.instrument for indicator in rubric.indicators}:
            yield Problem(("instruments", n), "has no indicators")
    if len(rubric.option_scale.options) < FEWEST_OPTIONS:
        yield Problem(("option_scale", "options"), f"a question needs {FEWEST_OPTIONS} options at the least")
    for n, indicator in enumerate(rubric.indicators):
        if indicator.id not in asked and not indicator.sub_indicators:
            yield Problem(("indicators", n), "has neither questions nor sub-indicators")
        for m, sub in enumerate(indicator.sub_indicators):
            if sub.id not in shown:
                yield Problem(("indicators", n, "sub_indicators", m), "has no items")


def _wrong_periods(rubric: "Rubric") -> Iterator[Problem]:
    for n, phase in enumerate(rubric.calendar):
        if phase.ends < phase.starts:
            yield Problem(("calendar", n, "ends"), f"{phase.ends} is before the start, {phase.starts}")
    for n, sample in enumerate(rubric.samples):
        if sample.counted_to and fiscal_year(sample.counted_to) != rubric.fiscal_year:
            what = f"{sample.counted_to} is not in fiscal year {rubric.fiscal_year}"
            yield Problem(("samples", n, "counted_to"), what)
    for n, item in enumerate(rubric.items):
        if item.period and item.period.last_month < item.period.first_month:
            what = f"{item.period.last_month} is before the first month, {item.period.first_month}"
            yield Problem(("items", n, "period", "last_month"), what)


def _wrong_samples(rubric: "Rubric") -> Iterator[Problem]:
    for n, sample in enumerate(rubric.samples):
        if sample.minimum is not None and sample.minimum < 1:
            yield Problem(("samples", n, "minimum"), f"{sample.minimum} is less than one")
        if sample.maximum is not None and sample.maximum < max(sample.minimum or 1, 1):
            yield Problem(("samples", n, "maximum"), f"{sample.maximum} is less than the minimum")


def _wrong_levels(rubric: "Rubric") -> Iterator[Problem]:
    bounds = [(level.total, level.each) for level in rubric.levels]
    if bounds != sorted(bounds, reverse=True):
        yield Problem(("levels",), "levels must stand from the highest to the lowest")
    if not bounds or any(bounds[-1]):
        yield Problem(("levels",), "the last level must start at 0, so that every score has a level")


def _wrong_weights(rubric: "Rubric") -> Iterator[Problem]:
    total = sum(instrument.weight for instrument in rubric.instruments)
    if total != FULL_SCORE:
        yield Problem(
            ("instruments",), f"the weights must be {FULL_SCORE} together, but are {exact_text(Fraction(total))}"
        )


def _wrong_sums(rubric: "Rubric") -> Iterator[Problem]:
    if rubric.rule != "flat_sum":
        return
    for n, instrument in enumerate(rubric.instruments):
        total = sum(part.points for part in rubric.indicators if part.instrument == instrument.id)
        if total != instrument.weight:
            what = _unequal(instrument.weight, "its indicators", total)
            yield Problem(("instruments", n, "weight"), what)
    yield from _wrong_indicator_sums(rubric)


def _wrong_indicator_sums(rubric: "Rubric") -> Iterator[Problem]:
    for n, indicator in enumerate(rubric.indicators):
        parts = [question.points for question in rubric.questions if question.indicator == indicator.id]
        parts += [item.points for item in rubric.items if item.indicator == indicator.id]
        if sum(parts) != indicator.points:
            yield Problem(("indicators", n, "points"), _unequal(indicator.points, "its parts", sum(parts)))
        for m, sub in enumerate(indicator.sub_indicators):
            in_sub = sum(item.points for item in rubric.items if item.sub_indicator == sub.id)
            if in_sub != sub.points:
                place = ("indicators", n, "sub_indicators", m, "points")
                yield Problem(place, _unequal(sub.points, "its items", in_sub))


def _unequal(points: Fraction, parts: str, total: Fraction | int) -> str:
    return f"{exact_text(points)}, but {parts} have {exact_text(Fraction(total))}"


def _wrong_means(rubric: "Rubric") -> Iterator[Problem]:
    """Under a mean of means the points follow from the tree; those written must be the ones that follow."""
    if rubric.rule != "mean_of_means" or any(_dangling_references(rubric)):
        return
    weights = weights_of(rubric)
    written: list[tuple[Place, Fraction, Fraction]] = []
    for n, part in enumerate(rubric.indicators):
        written.append((("indicators", n), part.points, weights.indicators[part.id]))
        for m, sub in enumerate(part.sub_indicators):
            written.append((("indicators", n, "sub_indicators", m), sub.points, weights.sub_indicators[sub.id]))
    for n, question in enumerate(rubric.questions):
        written.append((("questions", n), question.points, weights.questions[question.id]))
    for n, item in enumerate(rubric.items):
        written.append((("items", n), item.points, weights.items[item.id]))
    for place, points, mean in written:
        if points != mean:
            what = f"{exact_text(points)}, but the mean of means makes it {exact_text(mean)}"
            yield Problem((*place, "points"), what)
