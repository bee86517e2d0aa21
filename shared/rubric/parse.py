"""Turns the text of a rubric's file into a rubric, or into remarks that name every problem."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.rubric.document import Document, DocumentError, Place, read_document
from shared.rubric.model import Rubric
from shared.rubric.problem import InconsistentError
from shared.rubric.remark import Remark, path_of, remark


@dataclass(frozen=True)
class Parsed:
    """rubric: None where there are problems. document: the text as plain data, with its lines."""

    rubric: Rubric | None
    document: Document
    problems: tuple[Remark, ...] = ()


def parse(text: str, name: str) -> Parsed:
    """The rubric that this YAML text holds, or all that is wrong with it, in the order of the file."""
    try:
        document = read_document(text)
    except DocumentError as error:
        return Parsed(None, Document(), (Remark(name, error.line, "", error.what),))
    if document.problems:
        return Parsed(None, document, _repeated_keys(name, document))
    try:
        return Parsed(Rubric.model_validate(document.data), document)
    except ValidationError as error:
        found = [each for details in error.errors() for each in _problems(name, document, details)]
        return Parsed(None, document, in_order(found))


def in_order(remarks: list[Remark]) -> tuple[Remark, ...]:
    """As they stand in the file."""
    return tuple(sorted(remarks, key=lambda each: each.line))


def _repeated_keys(name: str, document: Document) -> tuple[Remark, ...]:
    # The line is the second key's, which the document's own lines do not know.
    return in_order(
        [
            Remark(name, problem.line, path_of(document.data, problem.place), problem.what)
            for problem in document.problems
        ]
    )


def _problems(name: str, document: Document, details: ErrorDetails) -> Iterator[Remark]:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, InconsistentError):
        yield from (remark(name, document, problem.place, problem.what) for problem in cause.problems)
        return
    place = _known_place(document.data, details["loc"])
    if details["type"] == "missing":
        place = (*place, details["loc"][-1])
    yield remark(name, document, place, details["msg"].removeprefix("Value error, "))


def _known_place(data: Any, loc: Place) -> Place:
    """The location without the names of union members, which stand in no file."""
    place: list[str | int] = []
    for key in loc:
        if isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        elif isinstance(data, dict) and key in data:
            data = data[str(key)]
        else:
            continue
        place.append(key)
    return tuple(place)
