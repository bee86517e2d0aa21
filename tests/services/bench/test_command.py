"""The command: what it measures, what it writes, and how it ends."""

import json

import pytest
from click.testing import CliRunner

import services.bench.groups
from services.bench.ground import open_ground
from services.bench.results import Bar
from services.cli.bench import bench


@pytest.fixture
def measured(monkeypatch, row):
    """Puts rows in the measurement's place; tells what was asked for."""
    asked: list[tuple[list[str], bool]] = []

    def put(*bars: Bar) -> list[tuple[list[str], bool]]:
        def measure(groups, *, quick):
            asked.append((groups, quick))
            return iter([row(bar=bar) for bar in bars])

        monkeypatch.setattr(services.bench.groups, "measure", measure)
        return asked

    return put


def test_an_unknown_group_is_wrong_use():
    result = CliRunner().invoke(bench, ["--only", "nonsense"])
    assert result.exit_code == 2
    assert "nonsense" in result.output


def test_all_bars_hold(measured, tmp_path):
    asked = measured(Bar.times(1), Bar.times(2))
    file = tmp_path / "rows.json"
    result = CliRunner().invoke(bench, ["--json", str(file)])
    assert (result.exit_code, asked) == (0, [(list(services.bench.groups.GROUPS), False)])
    assert "2 of 2 bars hold" in result.output
    assert [each["holds"] for each in json.loads(file.read_bytes())] == [True, True]


def test_a_bar_that_does_not_hold_is_a_finding_and_all_rows_are_written(measured, tmp_path):
    asked = measured(Bar.times(1), Bar.times(3))
    file = tmp_path / "rows.json"
    result = CliRunner().invoke(bench, ["--only", "log", "--quick", "--json", str(file)])
    assert (result.exit_code, asked) == (1, [(["log"], True)])
    assert [each["holds"] for each in json.loads(file.read_bytes())] == [True, False]


def test_the_ground_is_durable_and_vanishes():
    import psycopg

    from shared.postgres import libpq_url

    with open_ground(quick=True) as ground:
        folder = ground.folder
        with ground.database() as database, psycopg.connect(libpq_url(database.url)) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
            assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
    assert not folder.exists()
