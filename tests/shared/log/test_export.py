"""The export, checked by the script that outsiders run, as a program of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.events import Meta
from shared.events.preparation import MeasureTaken, StaffCounted
from shared.log import Log, checkpoint_to_json, export_events, take_checkpoint

META = Meta(actor="สมชาย", source="คำสั่งที่ 222/2566")
KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key().public_bytes_raw().hex()
SCRIPT = Path(__file__).parents[3] / "docs" / "guide" / "verify_export.py"
#: Text that JSON libraries like to write in different ways.
AWKWARD = 'ก"\\/\b\f\n\r\t\x01\x7f\u2028\ud7ff\U0001f600 é <&>'


@pytest.fixture
def handed_over(log: Log, tmp_path: Path) -> Path:
    """A folder with the export and the checkpoint of a log of six events; one more came between the two."""
    log.append("round/TH-49/2567", [MeasureTaken(id="m", area="a", title=AWKWARD, results=("",))], meta=META)
    log.append_batch([(f"unit/TH-{49 + number % 2}", StaffCounted(eligible=number), META) for number in range(4)])
    log.append("round/TH-49/2567", [StaffCounted(eligible=2**53 + 1)], meta=META)
    (tmp_path / "checkpoint.json").write_bytes(checkpoint_to_json(take_checkpoint(log, KEY)))
    log.append("unit/TH-50", [StaffCounted(eligible=7)], meta=META)
    (tmp_path / "events.jsonl").write_bytes(b"".join(export_events(log)))
    (tmp_path / "unit.jsonl").write_bytes(b"".join(export_events(log, unit="TH-49")))
    return tmp_path


def checked(folder: Path, *words: str, events: str = "events.jsonl", key: str = PUBLIC) -> tuple[int, list[str]]:
    command = [sys.executable, "-I", SCRIPT, folder / events, folder / "checkpoint.json", "--key", key, *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_what_was_handed_over_untouched_is_whole(handed_over: Path) -> None:
    assert checked(handed_over) == (0, ["6 events of 3 streams up to position 6: 0 faults"])


def test_one_unit_alone_can_be_checked(handed_over: Path) -> None:
    assert checked(handed_over, "--unit", "TH-49", events="unit.jsonl")[0] == 0
    code, lines = checked(handed_over, events="unit.jsonl")
    assert (code, lines[0]) == (1, "unit/TH-50: ends at version 0, the checkpoint saw 2: the end is missing")


def test_the_export_holds_what_the_log_holds(log: Log, handed_over: Path) -> None:
    lines = [json.loads(line) for line in (handed_over / "events.jsonl").read_text().split("\n")[:-1]]
    recorded = log.follow(0)
    assert [line["position"] for line in lines] == [each.position for each in recorded]
    assert [line["hash"] for line in lines] == [each.hash.hex() for each in recorded]
    assert lines[0]["data"]["title"] == AWKWARD


def _changed(lines: list[dict[str, Any]]) -> None:
    lines[3]["data"]["eligible"] = 99


def _other_actor(lines: list[dict[str, Any]]) -> None:
    lines[0]["meta"]["actor"] = "somebody else"


def _later(lines: list[dict[str, Any]]) -> None:
    lines[0]["microseconds"] += 1


def _removed(lines: list[dict[str, Any]]) -> None:
    del lines[1]


def _cut(lines: list[dict[str, Any]]) -> None:
    del lines[5:]


def _swapped(lines: list[dict[str, Any]]) -> None:
    lines[1], lines[3] = lines[3], lines[1]


def _another_stream(lines: list[dict[str, Any]]) -> None:
    lines[2]["stream"] = "unit/TH-51"


def _no_event(lines: list[dict[str, Any]]) -> None:
    lines.append({"hash": 1})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_changed, "line 4: unit/TH-49 version 2 was changed"),
        (_other_actor, "line 1: round/TH-49/2567 version 1 was changed"),
        (_later, "line 1: round/TH-49/2567 version 1 was changed"),
        (_removed, "line 3: unit/TH-49 version 2 follows version 0"),
        (_cut, "round/TH-49/2567: ends at version 1, the checkpoint saw 2: the end is missing"),
        (_swapped, "line 2: unit/TH-49 version 2 follows version 0"),
        (_another_stream, "unit/TH-51: the checkpoint saw no such stream"),
        (_no_event, "line 8: is not an event (KeyError('stream'))"),
    ],
)
def test_a_tampered_export_is_named(
    handed_over: Path, change: Callable[[list[dict[str, Any]]], None], complaint: str
) -> None:
    file = handed_over / "events.jsonl"
    lines = [json.loads(line) for line in file.read_text().split("\n")[:-1]]
    change(lines)
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    code, found = checked(handed_over)
    assert code == 1
    assert complaint in found


def test_a_rewritten_chain_shows_at_its_head(log: Log, handed_over: Path, tmp_path: Path) -> None:
    """Whoever recomputes every hash of a stream cannot sign the new head."""
    file = handed_over / "checkpoint.json"
    forged = json.loads(file.read_text())
    forged["heads"][0][2] = "00" * 32
    file.write_text(json.dumps(forged))
    code, found = checked(handed_over)
    assert code == 1
    assert found[:2] == [
        "checkpoint: its list of heads is not the one that was signed",
        "round/TH-49/2567: its version 2 is not the one that the checkpoint saw",
    ]


def test_a_checkpoint_of_another_key_is_refused(handed_over: Path) -> None:
    code, found = checked(handed_over, key=Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex())
    assert (code, found[0]) == (1, "checkpoint: it was not signed with this key, or it was changed after it was signed")


def test_the_script_is_small_and_stands_alone() -> None:
    text = SCRIPT.read_text()
    assert text.count("\n") < 150
    assert "shared" not in text
