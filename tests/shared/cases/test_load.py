"""Broken case files are refused, with every problem named by file, line and path."""

from pathlib import Path

import pytest

from shared.cases import CaseError, UnknownCaseError, available_cases, load_case
from tests.shared.cases.conftest import Spoil

THIRD_MEETING = "occurred_at: 2024-03-15T14:00:00+07:00"


def problems(path: Path) -> list[str]:
    with pytest.raises(CaseError) as caught:
        load_case(path)
    return caught.value.problems


def test_packaged_cases_are_known_by_id() -> None:
    assert available_cases() == ["mukdahan-2567"]


def test_unknown_case_names_the_known_ones() -> None:
    with pytest.raises(UnknownCaseError, match="known cases: mukdahan-2567"):
        load_case("nowhere-2567")


@pytest.mark.parametrize(
    ("old", "new", "path", "what"),
    [
        ("dated: 2023-12-28", "dated: 2023-13-28", "facts[order].data.dated", "date"),
        ("      number: 222/2566\n", "", "facts[order].data", "missing required field `number`"),
        ("command: IssueOrder", "command: BurnOrder", "facts[order].command", "unknown command 'BurnOrder'"),
        ("minimum: 48", "minimum: many", "facts[quota-iit].data.minimum", "int"),
        ("starts: 2024-05-01", "starts: soon", "facts[calendar].data.steps[oit-1].starts", "date"),
        ("source: [slide]", "source: [slides]", "facts[quota-iit].source[0]", "unknown place 'slides'"),
        ("source: [slide]", "source: []", "facts[quota-iit].source", "at least 1"),
        ("id: quota-eit1", "id: quota-iit", "facts[quota-iit]", "'quota-iit' stands twice"),
        ("fiscal_year: 2567", "fiscal_year: 67 years", "fiscal_year", "integer"),
        ("unit: TH-49\n", "", "unit", "Field required"),
        ("unit: TH-49\n", "unit: TH-49\nunits: TH-49\n", "units", "Extra inputs"),
        ("unit: TH-49\n", "unit: TH-49\nunit: TH-48\n", "unit", "stands twice"),
        ("calendar-2 O19: ", "calendar-9 O19: ", "readings[bribery-issue].says.calendar-9 O19", "unknown place"),
        (THIRD_MEETING, "occurred_at: 2024-01-01", "facts[meeting-3-2567].occurred_at", "above it"),
        (THIRD_MEETING, "occurred_at: 14:00", "facts[meeting-3-2567].occurred_at", "date"),
    ],
)  # fmt: skip
def test_problem_is_named_by_file_line_and_path(spoil: Spoil, old: str, new: str, path: str, what: str) -> None:
    spoilt = spoil(old, new)
    named = [problem for problem in problems(spoilt) if f": {path}: " in problem]
    assert named
    assert named[0].startswith("spoilt.yaml:")
    assert named[0].split(":")[1].isdigit()
    assert what in named[0]


def test_line_is_the_line_of_the_problem(spoil: Spoil) -> None:
    spoilt = spoil("minimum: 48", "minimum: many")
    line = int(problems(spoilt)[0].split(":")[1])
    assert "minimum: many" in spoilt.read_text(encoding="utf-8").splitlines()[line - 1]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(spoil: Spoil) -> None:
    spoil("minimum: 48", "minimum: many")
    told = problems(spoil("source: [order, section-1.1]", "source: [nowhere]"))
    assert ["facts[order]" in told[0], "facts[quota-iit]" in told[1], len(told)] == [True, True, 2]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"id: [", "not valid YAML"),
        (b"id: &a x\ntitle: *a\n", "aliases are not allowed"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b"- a list", "dictionary"),
        (b"", "dictionary"),
    ],
)
def test_what_is_no_case_at_all(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_bytes(content)
    assert what in problems(path)[0]
