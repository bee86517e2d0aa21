"""``sucharit rubric``: its exit codes, and what it prints for people and for machines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main
from shared.rubric.loader import MAX_BYTES, RUBRICS
from shared.rubric.schema import author_schema

NAME = "2567-provincial-immigration"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["rubric", *map(str, arguments)])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "broken.yaml"
    text = (RUBRICS / f"{NAME}.yaml").read_text(encoding="utf-8")
    file.write_text(
        text.replace("    points: 14", "    points: 15").replace("weight: 40", "weight: 41"), encoding="utf-8"
    )
    return file


def test_a_good_rubric_exits_with_0_and_warns() -> None:
    result = run("check", RUBRICS / f"{NAME}.yaml")
    assert result.exit_code == 0
    assert "rule_basis: unconfirmed: How points add up (warning)" in result.stdout
    assert "can be used: 0 problems" in result.stderr


def test_a_broken_rubric_exits_with_1_and_every_problem_has_file_and_line(broken: Path) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ", 2)[1] for line in lines] == [
        "instruments",
        "instruments[IIT].weight",
        "instruments[OIT].weight",
        "indicators[1].points",
    ]
    assert all(line.startswith(f"{broken}:") and line.split(":")[1].isdigit() for line in lines)


def test_machines_get_the_same_remarks(broken: Path) -> None:
    result = run("check", broken, "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["file"], found["rubric"], found["ok"]) == (str(broken), None, False)
    assert {"path": "indicators[1].points", "what": "15, but its parts have 14"}.items() <= found["problems"][
        -1
    ].items()
    good = json.loads(run("check", RUBRICS / f"{NAME}.yaml", "--json").stdout)
    assert (good["rubric"], good["ok"], good["problems"]) == (NAME, True, [])
    assert good["warnings"][0].keys() == {"line", "path", "what"}


@pytest.mark.parametrize(
    ("content", "what"), [(b"id: \xff", "not UTF-8 text"), (b"#" * (MAX_BYTES + 1), "larger than"), (b"", "dictionary")]
)
def test_a_file_that_is_no_rubric_has_a_problem(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(content)
    result = run("check", file)
    assert result.exit_code == 1
    assert what in result.stdout


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "no-such-file.yaml"), ("check", "."), ("show", "no-such"), ("nonsense",)]
)
def test_wrong_use_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_list_names_every_rubric() -> None:
    listed = json.loads(run("list", "--json").stdout)
    assert {each["id"]: each["items"] for each in listed}.items() >= {"2566-general": 43, NAME: 24}.items()
    assert [line.split()[0] for line in run("list").stdout.splitlines()] == [each["id"] for each in listed]


def test_a_rubric_is_shown_in_either_language() -> None:
    thai, english = run("show", NAME).stdout, run("show", NAME, "--language", "en").stdout
    assert "O14     1.5  สรุปผลการจัดซื้อจัดจ้างรายเดือน" in thai
    assert "O14     1.5  Monthly procurement summary" in english
    assert "Unconfirmed: Points of the answer options" in english
    assert "ยังไม่ยืนยัน: คะแนนของแต่ละตัวเลือก" in thai


def test_a_file_is_shown_too() -> None:
    assert run("show", RUBRICS / "2566-general.yaml", "--language", "en").stdout.startswith("2566-general: ")


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout) == author_schema()
