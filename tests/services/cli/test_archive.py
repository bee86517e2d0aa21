"""Web archives and retention from the command line."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine
from warcio.archiveiterator import ArchiveIterator

from services.cli.main import main
from services.worker.projections import PROJECTIONS
from services.worker.projector import Projector
from shared.evidence import FolderBlobs
from shared.log import Log
from tests.databases import Database
from tests.services.cli.conftest import Cli
from tests.shared.archive.conftest import Archive


@pytest.fixture
def recorded(cli: Cli, database: Database, log: Log, tmp_path: Path) -> Archive:
    """Three audits of long ago, of which the second changed nothing; the views know them."""
    folder = tmp_path / "data" / "blobs"
    archive = Archive(log, FolderBlobs(folder), folder)
    archive.audit("a1", 0, {"": "first"}, changes=True)
    archive.audit("a2", 1, {"": "second", "o4": "more"})
    archive.audit("a3", 2, {"": "third"})
    engine = create_engine(database.url)
    projector = Projector(engine, log, PROJECTIONS)
    projector.prepare()
    projector.drain()
    engine.dispose()
    return archive


def records(file: Path) -> list[tuple[str, bytes]]:
    with file.open("rb") as stream:
        read = ArchiveIterator(stream, check_digests="raise")
        return [(record.rec_type, record.content_stream().read()) for record in read]


def test_an_audit_of_the_database_becomes_a_file(cli: Cli, recorded: Archive, tmp_path: Path) -> None:
    result = cli("export", "warc", "a2", "--out", str(tmp_path / "a2.warc.gz"))
    assert (result.exit_code, result.stderr) == (0, "5 records\n")
    assert [body for kind, body in records(tmp_path / "a2.warc.gz") if kind == "response"] == [b"second", b"more"]


def test_a_folder_of_a_standalone_audit_becomes_a_file(replica: str, tmp_path: Path) -> None:
    kept, file = tmp_path / "kept", tmp_path / "site.warc.gz"
    words = ["audit", replica, "--allow-private", "--item", "O1", "--now", "2024-04-01", "--snapshots", str(kept)]
    assert CliRunner().invoke(main, words).exit_code == 0
    result = CliRunner().invoke(main, ["export", "warc", "--snapshots", str(kept), "--out", str(file)])
    assert result.exit_code == 0, result.output
    index = [json.loads(line) for line in (kept / "index.jsonl").read_text().splitlines()]
    found = records(file)
    assert [kind for kind, _ in found].count("request") >= len(index) >= 2
    assert any("โครงสร้าง".encode() in body for kind, body in found if kind == "response")
    assert len({(line["url"], line["fetched_at"]) for line in index}) == len(index)
    assert all(line["sent"]["User-Agent"].startswith("Sucharit/") for line in index)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "--out"),
        (("--out", "x.warc.gz"), 2, "one of the two"),
        (("a1", "--snapshots", ".", "--out", "x.warc.gz"), 2, "one of the two"),
        (("a99", "--out", "x.warc.gz"), 1, "a99"),
        (("--snapshots", "nowhere", "--out", "x.warc.gz"), 2, "nowhere"),
        (("--snapshots", ".", "--out", "x.warc.gz"), 1, "index.jsonl"),
    ],
)
def test_wrong_use_is_told(cli: Cli, tmp_path: Path, monkeypatch, words, code: int, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("export", "warc", *words)
    assert result.exit_code == code
    assert message in result.stderr
    assert not (tmp_path / "x.warc.gz").exists()


def test_events_are_exported_as_before_and_need_their_file(cli: Cli, recorded: Archive, tmp_path: Path) -> None:
    assert cli("export", "--events", str(tmp_path / "events.jsonl")).exit_code == 0
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == recorded.log.head()
    bare = cli("export")
    assert bare.exit_code == 2
    assert "--events" in bare.stderr


def test_retention_is_tried_dry_and_then_done(cli: Cli, recorded: Archive) -> None:
    dry = json.loads(cli("retention", "--dry-run", "--json").stdout)
    assert dry == {"audits": 1, "bodies": 2, "bytes": dry["bytes"], "removed": False}
    assert recorded.holds("second")
    before = recorded.log.head()
    done = json.loads(cli("retention", "--json").stdout)
    assert done == {**dry, "removed": True}
    assert dry["bytes"] == sum(len(gzip.compress(body, 6, mtime=0)) for body in (b"second", b"more"))
    assert not recorded.holds("second")
    assert recorded.log.head() == before + 1
    assert "0 copies of 0 audits removed" in cli("retention").stdout


def test_days_are_the_users_or_the_settings(cli: Cli, recorded: Archive) -> None:
    age = (datetime.now(UTC) - recorded.day(1)).days
    assert json.loads(cli("retention", "--days", str(age + 1), "--json").stdout)["bodies"] == 0
    assert cli("retention", SNAPSHOT_DAYS="0").exit_code == 2
    assert json.loads(cli("retention", "--days", str(age - 1), "--json", SNAPSHOT_DAYS="0").stdout)["bodies"] == 2
    assert timedelta(days=age) > timedelta(days=90)
