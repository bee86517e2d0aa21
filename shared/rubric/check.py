"""Checks a rubric as its author wants it: problems that make it unusable, and warnings about what is weak or open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.rubric.advice import advice
from shared.rubric.crosswalk import disagreements
from shared.rubric.loader import available_rubrics, packaged_rubric
from shared.rubric.model import Rubric
from shared.rubric.parse import in_order, parse
from shared.rubric.remark import Remark, remark


@dataclass(frozen=True, slots=True)
class Checked:
    """rubric: None if it cannot be used. problems: what must be mended; warnings: what deserves a look."""

    rubric: Rubric | None
    problems: tuple[Remark, ...]
    warnings: tuple[Remark, ...]


def check_rubric(text: str, name: str, others: Mapping[str, Rubric] | None = None) -> Checked:
    """All remarks on the rubric that this YAML text holds.

    name: what remarks call the file. others: the rubrics, by id, that its crosswalks may name; None takes the packaged.
    """
    parsed = parse(text, name)
    if parsed.rubric is None:
        return Checked(None, parsed.problems, ())
    rubric = parsed.rubric
    known = dict(others) if others is not None else dict(_named_by(rubric))
    problems = [remark(name, parsed.document, each.place, each.what) for each in disagreements(rubric, known)]
    warnings = [remark(name, parsed.document, each.place, each.what) for each in advice(rubric)]
    return Checked(rubric, in_order(problems), in_order(warnings))


def _named_by(rubric: Rubric) -> Iterator[tuple[str, Rubric]]:
    """Only what the crosswalks name: a fault in another packaged rubric is none of this one."""
    named = {crosswalk.rubric for crosswalk in rubric.crosswalks}
    yield from ((rubric_id, packaged_rubric(rubric_id)) for rubric_id in available_rubrics() if rubric_id in named)
