"""Checkpoints, exports and erasure from the command line."""

import json
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

from shared.events import Meta
from shared.events.contacts import ContactAdded
from shared.events.preparation import StaffCounted
from shared.log import Log
from shared.postgres import libpq_url
from shared.secrecy import ERASED, Vault, master_key
from tests.databases import Database
from tests.services.cli.conftest import Cli

META = Meta(actor="somchai")
STREAM = "contacts/TH-49/2567"


def test_a_checkpoint_kept_elsewhere_finds_what_was_cut_off(
    cli: Cli, log: Log, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoint.json"
    for number in range(3):
        log.append("unit/TH-49", [StaffCounted(eligible=number)], meta=META)
    assert cli("checkpoint", "--out", str(file)).exit_code == 0
    assert cli("verify", "--checkpoint", str(file)).exit_code == 0
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute("SET sucharit.allow_change = 'on'; DELETE FROM events WHERE position = 3")
    result = cli("verify", "--checkpoint", str(file), "--json")
    assert result.exit_code == 1
    assert {(fault["kind"], fault["stream"]) for fault in json.loads(result.output)["faults"]} == {
        ("removed", None),
        ("removed", "unit/TH-49"),
    }


@pytest.mark.parametrize(("text", "complaint"), [("{}", "missing required field"), (None, "not signed by this")])
def test_only_a_checkpoint_of_this_instance_counts(cli: Cli, tmp_path: Path, text: str | None, complaint: str) -> None:
    file = tmp_path / "checkpoint.json"
    cli("checkpoint", "--out", str(file))
    file.write_text(text or file.read_text().replace('"position": 0', '"position": 1'))
    result = cli("verify", "--checkpoint", str(file))
    assert result.exit_code == 1
    assert complaint in result.stderr


def test_the_log_is_exported_whole_or_for_one_unit(cli: Cli, log: Log, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    for unit in ("TH-49", "TH-50", "TH-49"):
        log.append(f"unit/{unit}", [StaffCounted(eligible=1)], meta=META)
    assert cli("export", "--events", str(file)).exit_code == 0
    assert [json.loads(line)["position"] for line in file.read_text().splitlines()] == [1, 2, 3]
    assert cli("export", "--events", str(file), "--unit", "TH-49").exit_code == 0
    assert [json.loads(line)["position"] for line in file.read_text().splitlines()] == [1, 3]


def test_a_person_is_erased_once_and_it_is_recorded(cli: Cli, log: Log, tmp_path: Path) -> None:
    engine = create_engine(log.url)
    vault = Vault(engine, master_key(tmp_path / "data" / "keys"))
    person = vault.new_person(STREAM)
    (name,) = vault.seal(person, "สมหญิง")
    log.append(STREAM, [ContactAdded(person=person, group="g", name=name)], meta=META)
    assert [cli("erase", person, "--yes").output for _ in range(2)] == ["erased\n", "was erased before\n"]
    assert [each.type for each in log.read(STREAM)] == ["ContactAdded", "ContactErased"]
    assert vault.open(person, name) == (ERASED,)
    engine.dispose()


def test_somebody_unknown_is_not_erased(cli: Cli) -> None:
    result = cli("erase", "nobody", "--yes")
    assert (result.exit_code, "nobody" in result.stderr) == (1, True)
