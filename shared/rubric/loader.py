"""Loads rubrics: the packaged ones by id, others by the path of their file; every problem of a file is named."""

from functools import cache
from pathlib import Path

from shared.rubric.errors import RubricError, UnknownRubricError
from shared.rubric.model import Rubric
from shared.rubric.parse import parse

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
    return parse_rubric(read_rubric(path), name=path.name)


def read_rubric(path: Path) -> str:
    """The text of a rubric's file. Raises RubricError if it cannot be read, is too large, or is not UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # not by its size, of which devices say nothing
        if len(content) > MAX_BYTES:
            raise RubricError([f"{path.name}: larger than {MAX_BYTES} bytes"])
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RubricError([f"{path.name}: cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise RubricError([f"{path.name}: not UTF-8 text (byte {error.start})"]) from error


def parse_rubric(text: str, *, name: str = "rubric") -> Rubric:
    """The rubric that this YAML text holds. name: what problems call it. Raises RubricError."""
    parsed = parse(text, name)
    if parsed.rubric is None:
        raise RubricError([str(problem) for problem in parsed.problems])
    return parsed.rubric
