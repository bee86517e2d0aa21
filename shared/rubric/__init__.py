"""The criteria of each fiscal year and agency group as data, and the scoring of a round by them."""

from shared.rubric.as_json import as_json
from shared.rubric.crosswalk import comparable
from shared.rubric.errors import RubricError, UnknownRubricError
from shared.rubric.loader import available_rubrics, load_rubric, packaged_rubric, parse_rubric
from shared.rubric.model import Rubric, Verdict

__all__ = [
    "Rubric",
    "RubricError",
    "UnknownRubricError",
    "Verdict",
    "as_json",
    "available_rubrics",
    "comparable",
    "load_rubric",
    "packaged_rubric",
    "parse_rubric",
]
