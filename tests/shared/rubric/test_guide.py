"""The guide for authors, followed word by word: what it says to type is typed, what it says to expect is expected."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.rubric import comparable, load_rubric

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "guide" / "rubric.md"


@dataclass(frozen=True)
class Step:
    """What to type, and the output that must show; None where the step must simply succeed."""

    typed: str
    expected: list[str] | None


def steps() -> list[Step]:
    blocks = re.findall(r"```sh\n(.*?)```\n(?:```text\n(.*?)```)?", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    return [Step(typed, expected.splitlines() if expected else None) for typed, expected in blocks]


def follow(step: Step, folder: Path) -> None:
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eu", "-c", step.typed],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    assert step.expected is not None or done.returncode == 0, output
    for line in step.expected or []:
        assert line in output


def test_the_guide_makes_a_rubric_that_works(tmp_path: Path) -> None:
    (tmp_path / "shared").symlink_to(ROOT / "shared")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "sucharit"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m services.cli "$@"\n')
    command.chmod(0o755)
    for step in steps():
        follow(step, tmp_path)
    made = load_rubric(tmp_path / "2568-provincial-immigration.yaml")
    last = load_rubric("2567-provincial-immigration")
    assert (made.id, made.fiscal_year, len(made.items)) == ("2568-provincial-immigration", 2568, 24)
    assert all(comparable(made, item.id, last) == item.id == comparable(last, item.id, made) for item in last.items)
    periods = {item.period.months() for item in made.items if item.period}
    assert periods == {("2567-10", "2567-11", "2567-12", "2568-01", "2568-02", "2568-03")}
    assert {phase.starts.year for phase in made.calendar} == {2024, 2025}
    o5 = made.item("O5")
    assert o5 is not None
    assert "ต.ค. 67" in str(o5.elements)
    assert not made.samples[0].confirmed
    assert "FY2567" in made.samples[0].source


def test_the_guide_names_every_kind_of_check() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    kinds = re.findall(r'kind: Literal\["(\w+)"\]', (ROOT / "shared/rubric/checks.py").read_text(encoding="utf-8"))
    assert len(kinds) > 10
    assert [kind for kind in kinds if f"`{kind}`" not in text] == []
