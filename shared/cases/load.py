"""Loads cases: the packaged ones by id, others by the path of their file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from shared.cases.commands import UnusableFact, command_of
from shared.cases.document import Problem, read_model, refuse
from shared.cases.errors import UnknownCaseError
from shared.cases.model import Case
from shared.rubric.document import Place

#: Where the packaged cases stand, one file each, named after its id.
CASES = Path(__file__).parent
#: Packaged files beside the cases that are none.
_OTHERS = ("offices-2567",)


def available_cases() -> list[str]:
    """The ids of the packaged cases, sorted."""
    return sorted(path.stem for path in CASES.glob("*.yaml") if path.stem not in _OTHERS)


def load_case(id_or_path: str | Path) -> Case:
    """The case with this id, or in this file, checked from end to end.

    Raises UnknownCaseError if there is none, CaseError naming every problem if it cannot be used.
    """
    path = _file(id_or_path)
    case, document = read_model(path, Case)
    problems = list(_problems(case))
    if problems:
        refuse(path, document, problems)
    return case


def _file(id_or_path: str | Path) -> Path:
    if str(id_or_path) in available_cases():
        return CASES / f"{id_or_path}.yaml"
    path = Path(id_or_path)
    if not path.is_file():
        known = ", ".join(available_cases())
        raise UnknownCaseError([f"{id_or_path}: there is no such case and no such file; known cases: {known}"])
    return path


def _problems(case: Case) -> Iterator[Problem]:
    yield from _repeated("officers", [officer.name for officer in case.officers])
    yield from _repeated("facts", [fact.id for fact in case.facts])
    yield from _repeated("readings", [reading.matter for reading in case.readings])
    yield from _repeated("contradictions", [choice.id for choice in case.contradictions])
    yield from _unordered(case)
    yield from _unusable(case)
    yield from ((place, f"unknown place {name!r}") for place, name in _places(case) if not _known(case, name))


def _repeated(part: str, ids: list[str]) -> Iterator[Problem]:
    counted = Counter(ids)
    yield from (((part, index), f"{each!r} stands twice") for index, each in enumerate(ids) if counted[each] > 1)


def _unordered(case: Case) -> Iterator[Problem]:
    for index, (earlier, later) in enumerate(zip(case.facts, case.facts[1:], strict=False), start=1):
        if later.moment < earlier.moment:
            yield ("facts", index, "occurred_at"), f"before the fact above it ({earlier.id})"


def _unusable(case: Case) -> Iterator[Problem]:
    for index, fact in enumerate(case.facts):
        try:
            command_of(case, fact)
        except UnusableFact as error:
            yield ("facts", index, *error.place), error.what


def _places(case: Case) -> Iterator[tuple[Place, str]]:
    for index, fact in enumerate(case.facts):
        yield from ((("facts", index, "source", n), name) for n, name in enumerate(fact.source))
    for index, reading in enumerate(case.readings):
        yield from ((("readings", index, "says", name), name) for name in reading.says)
    for meeting, lists in case.attendance.items():
        yield from _keys(("attendance", meeting), lists)
    yield from _keys(("mentions",), case.mentions)
    yield from _keys(("item_tables",), case.item_tables)


def _keys(place: Place, names: Iterable[str]) -> Iterator[tuple[Place, str]]:
    yield from (((*place, name), name) for name in names)


def _known(case: Case, reference: str) -> bool:
    return reference.partition(" ")[0] in case.places
