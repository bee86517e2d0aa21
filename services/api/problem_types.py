"""What each problem means: its status and sentences, for the interface's own and for all rules of the assessment."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from inspect import cleandoc
from typing import Any, TypeVar

from services.api.problems import Problem, status_of_kind
from services.api.routing import BASE
from shared import rounds

Kind = TypeVar("Kind", Problem, rounds.RuleBroken)

#: Path below BASE under which each problem is explained.
PATH = "/problems"


@dataclass(frozen=True)
class ProblemType:
    """One kind of problem. th, en: sentences with places in braces. meaning: what it is and what to do."""

    code: str
    status: HTTPStatus
    th: str
    en: str
    meaning: str

    @property
    def address(self) -> str:
        """The ``type`` of its documents, where it is explained."""
        return address_of(self.code)

    def as_json(self) -> dict[str, Any]:
        """The explanation."""
        titles = {"th": self.th, "en": self.en}
        return {
            "type": self.address,
            "code": self.code,
            "status": self.status,
            "titles": titles,
            "meaning": self.meaning,
        }


def address_of(code: str) -> str:
    """The path under which a code is explained."""
    return f"{BASE}{PATH}/{code}"


@cache
def problem_types() -> dict[str, ProblemType]:
    """Every kind of problem by code. What a rule and a problem of ours both name stands there once."""
    rules = (_described(rule, status_of_kind(rule)) for rule in _with_code(rounds.RuleBroken))
    ours = (_described(kind, kind.status) for kind in _with_code(Problem))
    return {kind.code: kind for kind in sorted((*rules, *ours), key=lambda kind: kind.code)}


def _described(kind: type[Problem] | type[rounds.RuleBroken], status: HTTPStatus) -> ProblemType:
    return ProblemType(kind.code, status, kind.th, kind.en, cleandoc(kind.__doc__ or ""))


def _with_code(base: type[Kind]) -> Iterator[type[Kind]]:
    """All classes below ``base`` that have a code."""
    for kind in base.__subclasses__():
        if hasattr(kind, "code"):
            yield kind
        yield from _with_code(kind)
