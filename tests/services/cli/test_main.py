"""The table of contents, exit codes, and one line instead of a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from services.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[3]


def run(*words: str, **environment: str):
    return CliRunner().invoke(main, list(words), env=environment)


def test_help_lists_every_command_with_a_line() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, (_, text) in COMMANDS.items():
        assert any(line.split()[:1] == [name] for line in result.output.splitlines()), name
        assert text.split()[0] in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_what_it_does(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Usage: main {name}")


def test_an_unknown_command_is_wrong_use() -> None:
    result = run("publish")
    assert result.exit_code == 2
    assert "No such command 'publish'" in result.output


def test_a_wrong_setting_is_wrong_use_and_named() -> None:
    result = run("verify", PORT="eighty")
    assert result.exit_code == 2
    assert result.output.startswith("sucharit: PORT='eighty'")


def test_a_database_out_of_reach_is_told_in_one_line(tmp_path: Path) -> None:
    result = run("verify", DATABASE_URL=f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    assert result.exit_code == 1
    assert result.output.startswith("sucharit: ")
    assert "Traceback" not in result.output


def test_a_service_without_a_database_says_what_to_set() -> None:
    result = run("serve", DATABASE_URL="")
    assert result.exit_code == 2
    assert "DATABASE_URL is not set" in result.output


def test_it_runs_as_a_module_from_anywhere(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "services.cli", "--version"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "version" in done.stdout


def test_a_reader_who_has_enough_is_no_error() -> None:
    """As in ``sucharit --help | head -0``."""
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "services.cli", "--help"]
    done = subprocess.run(words, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert done.stderr == ""
