"""Errors of the rubric package."""


class RubricError(Exception):
    """The rubric cannot be used. problems: each as ``file:line: path.in.it: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownRubricError(RubricError):
    """There is no rubric with this id, nor a file with this path."""
