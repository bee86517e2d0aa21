"""A contradiction inside a rubric, and the error that carries all of them."""

from dataclasses import dataclass

from shared.rubric.document import Place


@dataclass(frozen=True)
class Problem:
    """One contradiction, and the part of the rubric where it stands."""

    place: Place
    what: str


class InconsistentError(ValueError):
    """The rubric contradicts itself. problems: all contradictions."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.what for problem in problems))
        self.problems = problems
