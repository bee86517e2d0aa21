"""``sucharit import answers``: previewed, recorded once, told in exit codes."""

import json
from pathlib import Path

import pytest

from shared.events import Meta
from shared.execution import execute
from shared.log import Log
from shared.rounds import OpenRound, RegisterUnit
from tests.services.cli.conftest import Cli
from tests.shared.imports.answers.files import row, rows, table

WORDS = ("--unit", "TH-49", "--year", "2567", "--instrument", "EIT1")


@pytest.fixture
def file(log: Log, tmp_path: Path) -> Path:
    meta = Meta(actor="test")
    execute(log, RegisterUnit(unit="TH-49", name_th="ตม.", name_en="Office", division=4), meta=meta)
    execute(log, OpenRound(unit="TH-49", fiscal_year=2567, rubric="2567-provincial-immigration"), meta=meta)
    path = tmp_path / "answers.csv"
    path.write_bytes(table(rows(20)))
    return path


def test_preview_record_and_record_again(cli: Cli, file: Path, log: Log) -> None:
    head = log.head()
    seen = cli("import", "answers", str(file), *WORDS, "--preview")
    assert (seen.exit_code, log.head()) == (0, head)
    assert "20 rows read: 20 new" in seen.output and "columns not read: ชื่อผู้กรอก" in seen.output
    assert "answered from 2024-01-01 to 2024-01-20" in seen.output
    mapping = file.with_suffix(".yaml")
    mapping.write_text(seen.output.partition("the mapping:\n")[2], "utf-8")
    done = cli("import", "answers", str(file), *WORDS, "--mapping", str(mapping), "--json")
    assert (done.exit_code, json.loads(done.output)["added"]) == (0, 20)
    again = cli("import", "answers", str(file), *WORDS)
    assert again.exit_code == 0 and "0 answers recorded" in again.output
    file.write_bytes(table([row(99), *rows(20)[:0:-1]]))
    told = cli("import", "answers", str(file), *WORDS, "--preview").output
    assert "20 rows read: 1 new, 19 imported before" in told and "1 rows of an earlier import" in told
    assert "20 new" in cli("import", "answers", str(file), *WORDS, "--preview", "--as-new").output


def test_faults_are_exit_1_and_wrong_use_is_exit_2(cli: Cli, file: Path, log: Log) -> None:
    head = log.head()
    lines = rows(3)
    lines[1][3] = "ไม่ทราบ"
    file.write_bytes(table(lines))
    wrong = cli("import", "answers", str(file), *WORDS)
    assert wrong.exit_code == 1 and "คำตอบไม่อยู่ในตัวเลือก" in wrong.output and "CSV 3 D" in wrong.output
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert cli("import", "answers", str(file), *WORDS).exit_code == 1
    assert cli("import", "answers", str(file), "--unit", "TH-10", *WORDS[2:]).exit_code == 1
    bad = file.with_suffix(".yaml")
    bad.write_text("questions: 3")
    file.write_bytes(table(rows(3)))
    for words in ((str(file),), (str(file), *WORDS, "--mapping", str(bad)), ("no-such-file", *WORDS)):
        assert cli("import", "answers", *words).exit_code == 2
    assert log.head() == head
