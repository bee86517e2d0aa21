"""Reads a YAML file into a checked model; every problem is named by file, line and path in the file."""

from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from shared.cases.errors import CaseError
from shared.rubric.document import Document, DocumentError, Place, read_document

M = TypeVar("M", bound=BaseModel)

#: A problem: where in the document, and what is wrong there.
Problem = tuple[Place, str]


def read_model(path: Path, model: type[M]) -> tuple[M, Document]:
    """The file as a model, and the document with its lines for further checks. Raises CaseError."""
    document = _read(path)
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        refuse(path, document, [_problem(document, details["loc"], details["msg"]) for details in error.errors()])


def refuse(path: Path, document: Document, problems: list[Problem]) -> NoReturn:
    """Raises CaseError with all problems, in the order of the file."""
    in_order = sorted(problems, key=lambda problem: document.line(problem[0]))
    raise CaseError(
        [f"{path.name}:{document.line(place)}: {_path(document.data, place)}: {what}" for place, what in in_order]
    )


def _read(path: Path) -> Document:
    try:
        document = read_document(path.read_text(encoding="utf-8"))
    except DocumentError as error:
        raise CaseError([f"{path.name}:{error.line}: {error.what}"]) from error
    except OSError as error:
        raise CaseError([f"{path.name}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise CaseError([f"{path.name}: not UTF-8 text (byte {error.start})"]) from error
    if document.problems:
        refuse(path, document, [(problem.place, problem.what) for problem in document.problems])
    return document


def _problem(document: Document, loc: Place, what: str) -> Problem:
    """The location without the names of union members, which stand in no file; a missing key is kept."""
    place: Place = ()
    for key in loc:
        if (*place, key) in document.lines or what == "Field required":
            place = (*place, key)
    return place, what.removeprefix("Value error, ")


def _path(data: Any, place: Place) -> str:
    """``facts[order].data.dated``: list entries are named by their id where they have one."""
    path = ""
    for key in place:
        data = _part(data, key)
        if isinstance(key, int):
            path += f"[{_name(data, key)}]"
        else:
            path += f".{key}" if path else key
    return path or "(document)"


def _part(data: Any, key: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(str(key))
    return data[key] if isinstance(data, list) and isinstance(key, int) and key < len(data) else None


def _name(entry: Any, index: int) -> str:
    names = [entry.get(key) for key in ("id", "matter", "item", "name", "code")] if isinstance(entry, dict) else []
    return next((name for name in names if isinstance(name, str)), str(index))
