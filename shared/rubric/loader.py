"""Loads rubrics: the packaged ones by id, others by the path of their file; every problem of a file is named."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from shared.rubric.document import Document, DocumentError, Place, read_document
from shared.rubric.errors import RubricError, UnknownRubricError
from shared.rubric.model import Rubric
from shared.rubric.problem import InconsistentError

#: Where the packaged rubrics stand, one file each, named after its id.
RUBRICS = Path(__file__).parent / "rubrics"
#: The largest file that is read, in bytes; the packaged rubrics have less than a tenth.
MAX_BYTES = 2_000_000


def available_rubrics() -> list[str]:
    """The ids of the packaged rubrics, sorted."""
    return list(_packaged_ids())


def load_rubric(id_or_path: str | Path) -> Rubric:
    """The rubric with this id, or in this file. Packaged rubrics are read once.

    Since it opens files, it is for the command line and for ids that were checked; for an id from outside, use
    ``packaged_rubric``. Raises UnknownRubricError if there is none, RubricError naming every problem if it cannot be
    used.
    """
    if str(id_or_path) in _packaged_ids():
        return _packaged(str(id_or_path))
    path = Path(id_or_path)
    if not path.is_file():
        raise _unknown(f"{id_or_path}: there is no such rubric and no such file")
    return _load_file(path)


def packaged_rubric(rubric_id: str) -> Rubric:
    """The packaged rubric with this id; never opens another file. Raises UnknownRubricError."""
    if rubric_id not in _packaged_ids():
        raise _unknown(f"{rubric_id}: there is no such rubric")
    return _packaged(rubric_id)


def _unknown(what: str) -> UnknownRubricError:
    return UnknownRubricError([f"{what}; known rubrics: {', '.join(_packaged_ids())}"])


@cache
def _packaged_ids() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in RUBRICS.glob("*.yaml")))


@cache
def _packaged(rubric_id: str) -> Rubric:
    rubric = _load_file(RUBRICS / f"{rubric_id}.yaml")
    if rubric.id != rubric_id:
        raise RubricError([f"{rubric_id}.yaml: id: {rubric.id!r}, but the file is named {rubric_id!r}"])
    return rubric


def _load_file(path: Path) -> Rubric:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RubricError([f"{path.name}: larger than {MAX_BYTES} bytes"])
        return parse_rubric(path.read_text(encoding="utf-8"), name=path.name)
    except OSError as error:
        raise RubricError([f"{path.name}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise RubricError([f"{path.name}: not UTF-8 text (byte {error.start})"]) from error


def parse_rubric(text: str, *, name: str = "rubric") -> Rubric:
    """The rubric that this YAML text holds. name: what problems call it. Raises RubricError."""
    try:
        document = read_document(text)
    except DocumentError as error:
        raise RubricError([_line(name, error.line, "", error.what)]) from error
    if document.problems:
        _refuse(name, document, [(problem.line, problem.place, problem.what) for problem in document.problems])
    try:
        return Rubric.model_validate(document.data)
    except ValidationError as error:
        found = [problem for details in error.errors() for problem in _problems(document, details)]
        _refuse(name, document, found)


def _problems(document: Document, details: ErrorDetails) -> Iterator[tuple[int, Place, str]]:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, InconsistentError):
        yield from ((document.line(problem.place), problem.place, problem.what) for problem in cause.problems)
        return
    place = _known_place(document.data, details["loc"])
    if details["type"] == "missing":
        place = (*place, details["loc"][-1])
    yield document.line(place), place, details["msg"].removeprefix("Value error, ")


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


def _refuse(name: str, document: Document, problems: list[tuple[int, Place, str]]) -> NoReturn:
    in_order = sorted(problems, key=lambda problem: problem[0])
    raise RubricError([_line(name, line, _path(document.data, place), what) for line, place, what in in_order])


def _line(name: str, line: int, path: str, what: str) -> str:
    where = f"{name}:{line}" if line else name
    return f"{where}: {path}: {what}" if path else f"{where}: {what}"


def _path(data: Any, place: Place) -> str:
    """``items[O4].elements[map].check``: list entries are named by their id where they have one."""
    path = ""
    for key in place:
        data = _part(data, key)
        if isinstance(key, int):
            path += f"[{_name(data, key)}]"
        else:
            path += f".{key}" if path else key
    return path


def _name(entry: Any, index: int) -> str:
    names = [entry.get(key) for key in ("id", "code", "survey")] if isinstance(entry, dict) else []
    return next((name for name in names if isinstance(name, str)), str(index))


def _part(data: Any, key: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(str(key))
    return data[key] if isinstance(data, list) and isinstance(key, int) and key < len(data) else None
