"""A browser that never answers ends the run with a status of its own, saying which call of which test waited."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.watch import HUNG

pytestmark = pytest.mark.browser

TEST = """
def test_waits_for_ever(browser):
    browser.new_page().evaluate("new Promise(() => {})")

def test_that_comes_too_late():
    pass
"""


def test_a_hung_browser_is_ended_and_the_run_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = tmp_path / "test_waiting.py"
    waiting.write_text(TEST)
    monkeypatch.setenv("SUCHARIT_BROWSER_SECONDS", "20")
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "-p", "tests.browser.conftest", str(waiting)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == HUNG, ended.stdout + ended.stderr
    assert "test_waits_for_ever and was ended" in ended.stdout
    assert '.evaluate("new Promise(() => {})")' in ended.stdout
    assert "1 failed" in ended.stdout
    assert "too_late" not in ended.stdout
