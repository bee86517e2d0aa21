"""Broken rubrics are refused, and every problem is named by file, line and path."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.rubric import (
    Rubric,
    RubricError,
    UnknownRubricError,
    available_rubrics,
    load_rubric,
    packaged_rubric,
    parse_rubric,
)
from shared.rubric.loader import RUBRICS, read_rubric

NAME = "2567-provincial-immigration"


@pytest.fixture(scope="module")
def text() -> str:
    return (RUBRICS / f"{NAME}.yaml").read_text(encoding="utf-8")


def problems_of(text: str) -> list[str]:
    with pytest.raises(RubricError) as refused:
        parse_rubric(text, name="r.yaml")
    return refused.value.problems


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_packaged_rubrics_are_listed_and_read_once() -> None:
    assert NAME in available_rubrics()
    assert load_rubric(NAME) is load_rubric(NAME)


def test_a_file_is_loaded_by_its_path(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text.replace(f"id: {NAME}", "id: mine"), encoding="utf-8")
    assert load_rubric(file).id == load_rubric(str(file)).id == "mine"


def test_an_unknown_rubric_names_those_that_are_known() -> None:
    with pytest.raises(UnknownRubricError, match=f"no-such.*{NAME}"):
        load_rubric("no-such")


@pytest.mark.parametrize("name", ["../rubrics/" + NAME, "", ".", "/"])
def test_an_id_is_no_way_into_other_folders(name: str) -> None:
    with pytest.raises(UnknownRubricError):
        load_rubric(name)


def test_an_id_from_outside_never_opens_a_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnknownRubricError, match=NAME):
        packaged_rubric(str(file))
    assert packaged_rubric(NAME) is load_rubric(NAME)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "binary.yaml"
    file.write_bytes(b"id: \xff\xfe")
    with pytest.raises(RubricError, match=r"binary\.yaml: not UTF-8 text \(byte 4\)"):
        load_rubric(file)


def test_a_file_that_is_far_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * 2_000_001)
    with pytest.raises(RubricError, match="larger than"):
        load_rubric(file)


#: (what is replaced, by what, the part whose line is named, path and problem)
BROKEN = {
    "missing key": ("rule: flat_sum\n", "", "id: 2567", "rule: Field required"),
    "misspelt key": (
        "fiscal_year: 2567",
        "fiscal_yaer: 2567",
        "fiscal_year",
        "fiscal_yaer: Extra inputs are not permitted",
    ),
    "wrong choice": ("rule: flat_sum", "rule: flat", "rule: flat_sum", "rule: Input should be 'flat_sum' or"),
    "wrong number": (
        "fiscal_year: 2567",
        "fiscal_year: soon",
        "fiscal_year",
        "fiscal_year: Input should be a valid integer",
    ),
    "inexact number": (
        "points: 1/3}",
        "points: a third}",
        "points: 1/3}",
        "option_scale.options[low].points: 'a third' is not",
    ),
    "division by zero": (
        "points: 1/3}",
        "points: 1/0}",
        "points: 1/3}",
        "option_scale.options[low].points: '1/0' is not",
    ),
    "number with an exponent": (
        "points: 1/3}",
        "points: 1e999999999}",
        "points: 1/3}",
        "option_scale.options[low].points: '1e999999999' is not an exact number such as 2, 1.5 or 1/3",
    ),
    "number without end": (
        "points: 1/3}",
        f"points: 0.{'3' * 5000}}}",
        "points: 1/3}",
        "option_scale.options[low].points: '0.33",
    ),
    "Gregorian year": (
        "fiscal_year: 2567",
        "fiscal_year: 2024",
        "fiscal_year: 2567",
        "fiscal_year: 2024 is no Buddhist year such as 2568",
    ),
    "no answers asked for": (
        "    minimum: 500",
        "    minimum: 0",
        "    minimum: 500",
        "samples[EIT1].minimum: 0 is less",
    ),
    "most below least": (
        "    minimum: 500",
        "    maximum: 400\n    minimum: 500",
        "    minimum: 500",
        "samples[EIT1].maximum: 400 is less than the minimum",
    ),
    "more than all": (
        "points: 2/3}",
        "points: 4/3}",
        "points: 2/3}",
        "option_scale.options[high].points: 4/3 is not between",
    ),
    "negative": ("total: 70}", "total: -70}", "total: 70}", "levels[improve].total: -70 is negative"),
    "no such day": (
        "deadline: 2024-02-29",
        "deadline: 2024-02-30",
        "deadline: 2024-02-29",
        "items[O1].deadline: Input should be a valid date",
    ),
    "unknown check": (
        "{kind: officer_name,",
        "{kind: officer,",
        "{kind: officer_name,",
        "items[O1].elements[superintendent].check: Input tag 'officer' found",
    ),
    "wrong parameter": (
        "{kind: email}",
        "{kind: email, minimum: 2}",
        "{kind: email}",
        "items[O4].elements[email].check.minimum: Extra inputs",
    ),
    "text without English": (
        "title: {th: ที่อยู่, en: Address}",
        "title: {th: ที่อยู่}",
        "title: {th: ที่อยู่, en: Address}",
        "items[O4].elements[address].title.en: Field required",
    ),
    "weights": (
        "    weight: 40",
        "    weight: 41",
        "instruments:",
        "instruments: the weights must be 100 together, but are 101",
    ),
    "level order": ("total: 70}", "total: 90}", "levels:", "levels: levels must stand from the highest to the lowest"),
    "no lowest level": ("total: 0}", "total: 1}", "levels:", "levels: the last level must start at 0"),
    "phase backwards": (
        "ends: 2024-06-26",
        "ends: 2024-06-16",
        "ends: 2024-06-26",
        "calendar[appeal].ends: 2024-06-16 is before the start",
    ),
    "service counted to a day of another year": (
        "counted_to: 2024-01-01",
        "counted_to: 2023-01-01",
        "counted_to: 2024-01-01",
        "samples[IIT].counted_to: 2023-01-01 is not in fiscal year 2567",
    ),
    "repeated id": ("- id: O24", "- id: O23", "items:", "items: 'O23' stands 2 times"),
    "dangling reference": (
        "sub_indicator: 9.5",
        "sub_indicator: 9.6",
        "sub_indicator: 9.5",
        "items[O16].sub_indicator: indicator 9 has no sub-indicator 9.6",
    ),
    "wrong sum": (
        "    points: 14",
        "    points: 15",
        "    points: 14",
        "indicators[1].points: 15, but its parts have 14",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_problem_is_named_with_line_and_path(text: str, case: str) -> None:
    old, new, place, problem = BROKEN[case]
    assert old in text
    found = problems_of(text.replace(old, new, 1))
    assert any(line.startswith(f"r.yaml:{line_of(text, place)}: {problem}") for line in found), found


def test_a_question_needs_something_to_choose_from(changed: Callable[..., Rubric]) -> None:
    with pytest.raises(ValueError, match="a question needs 2 options at the least"):
        changed(lambda data: data["option_scale"].update(options=data["option_scale"]["options"][:1]))


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_rubric(file) == load_rubric(NAME)


def test_a_device_without_end_is_no_file() -> None:
    with pytest.raises(RubricError, match="zero: larger than"):
        read_rubric(Path("/dev/zero"))


def test_all_problems_are_named_at_once(text: str) -> None:
    found = problems_of(text.replace("rule: flat_sum", "rule: flat").replace("1/3}", "x}").replace("2/3}", "y}"))
    assert len(found) == 3


def test_all_contradictions_are_named_at_once(text: str) -> None:
    found = problems_of(text.replace("weight: 40", "weight: 50").replace("sub_indicator: 9.5", "sub_indicator: 9.6"))
    paths = [problem.split(": ")[1] for problem in found]
    assert {"instruments", "instruments[OIT].weight", "items[O16].sub_indicator"} <= set(paths)


def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    found = problems_of(text + "\nrule: mean_of_means\n")
    last = (text + "\nrule: mean_of_means").count("\n") + 1
    assert found == [f"r.yaml:{last}: rule: the key stands twice"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [1, 2", "r.yaml:1: not valid YAML"),
        ("a: b: c", "r.yaml:1: not valid YAML"),
        ("id: \x07", "r.yaml: not valid YAML"),
        ("a: &x [1]\nb: *x", "r.yaml:2: not valid YAML: aliases are not allowed"),
        ("[" * 100_000, "r.yaml:1: not valid YAML: nested too deeply"),
        ("a: !!python/object:os.system {}", "r.yaml:1: a: Extra inputs"),
        ("{[a]: b}", "r.yaml:1: a key must be plain text"),
        ("", "r.yaml: Input should be a valid dictionary"),
        ("- a", "r.yaml:1: Input should be a valid dictionary"),
        ("a: 1\n---\nb: 2", "r.yaml:2: not valid YAML: but found another document"),
    ],
)
def test_text_that_is_no_rubric_at_all(text: str, problem: str) -> None:
    found = problems_of(text)
    assert any(line.startswith(problem) for line in found), found


def test_numbers_are_kept_as_written(text: str) -> None:
    rubric = parse_rubric(text)
    assert [sub.id for part in rubric.indicators for sub in part.sub_indicators][-2:] == ["10.1", "10.2"]


def test_an_item_may_lack_a_deadline(changed: Callable[..., Rubric]) -> None:
    rubric = changed(lambda data: [item.pop("deadline") for item in data["items"]])
    assert {item.deadline for item in rubric.items} == {None}
