"""Errors of the case package.

CaseError
├── UnknownCaseError
└── FactRefusedError
"""


class CaseError(Exception):
    """The file cannot be used. problems: each as ``file:line: path.in.it: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownCaseError(CaseError):
    """There is no case with this id, nor a file with this path."""


class FactRefusedError(CaseError):
    """A fact breaks a rule and was not recorded, nor any fact after it; the facts before it stay."""
