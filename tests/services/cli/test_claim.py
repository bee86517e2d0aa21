"""The claim on a data folder: one at a time, and not before the last process of the one before has ended."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from services.cli import claim as claim_module
from services.cli.claim import claim, claimant
from services.cli.errors import CommandFailed

ROOT = Path(__file__).parents[3]


def test_it_is_made_and_names_its_holder(tmp_path: Path) -> None:
    with claim(tmp_path / "data"):
        assert claimant(tmp_path / "data") == os.getpid()
    with claim(tmp_path / "data"):
        assert claimant(tmp_path / "data") == os.getpid()


def test_a_second_one_is_refused_and_the_first_keeps_it(tmp_path: Path) -> None:
    with claim(tmp_path):
        with pytest.raises(CommandFailed, match="runs already"), claim(tmp_path):
            pass
        assert claimant(tmp_path) == os.getpid()
        with pytest.raises(CommandFailed, match="runs already"), claim(tmp_path):
            pass


def test_processes_of_a_killed_one_are_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder dies at once; its child keeps the folder until it is told to end."""
    go_on, held = os.pipe()
    program = (
        "import os, sys, subprocess; from pathlib import Path; from services.cli.claim import claim\n"
        "with claim(Path(sys.argv[1])) as lock:\n"
        "    word = 'import sys; sys.stdin.read()'\n"
        "    subprocess.Popen([sys.executable, '-c', word], pass_fds=[lock], stdin=int(sys.argv[2]))\n"
        "    os.kill(os.getpid(), 9)"
    )
    words = [sys.executable, "-c", program, str(tmp_path), str(go_on)]
    died = subprocess.run(words, pass_fds=[go_on], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    os.close(go_on)
    waited = []

    def ends_while_we_wait(seconds: float) -> None:
        if not waited:
            os.close(held)
        waited.append(seconds)

    monkeypatch.setattr(claim_module.time, "sleep", ends_while_we_wait)
    with claim(tmp_path):
        assert claimant(tmp_path) == os.getpid()
    assert waited
    assert capsys.readouterr().out == "waiting for the processes of a run that was killed …\n"


def test_waiting_for_them_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim_module, "ENDING_SECONDS", 0.0)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with claim(tmp_path) as lock:
        os.pwrite(lock, str(gone.pid).encode(), 0)
        os.ftruncate(lock, len(str(gone.pid)))
        with pytest.raises(CommandFailed, match="processes of an earlier run"), claim(tmp_path):
            pass


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(CommandFailed, match=r"file/data cannot be used: .*DATA_DIR"),
        claim(tmp_path / "file/data"),
    ):
        pass
