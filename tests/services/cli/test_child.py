"""Children for real: tiny scripts that tell through a pipe how far they are, so that no test has to guess."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.cli import child as child_module
from services.cli.child import Child
from services.cli.supervisor import CannotStart

ROOT = Path(__file__).parents[3]
#: Longest wait for something that takes milliseconds, in seconds.
PATIENCE = 30.0

OBEDIENT = "import os, signal, sys; os.write({pipe}, b'!'); signal.pause()"
STUBBORN = "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.write({pipe}, b'!'); signal.pause()"
PARENT_OF_STUBBORN = (
    "import os, signal, subprocess, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', \"{inner}\"], pass_fds=[{pipe}]); signal.pause()"
)


class Pipe:
    """Bytes from whoever holds the writing end; the end of file when nobody does any more."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def byte(self) -> bytes:
        return os.read(self.reading, 1)

    def let_go(self) -> None:
        os.close(self.writing)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    os.close(made.reading)


@pytest.fixture
def started(pipe: Pipe, tmp_path: Path):
    """A function that starts a child with a script and waits for its first sign of life."""
    children: list[Child] = []

    def start(script: str) -> Child:
        words = ["-c", script.replace("{pipe}", str(pipe.writing))]
        child = Child("child", words, dict(os.environ), tmp_path / "logs" / "child.log", held=(pipe.writing,))
        children.append(child)
        child.start()
        pipe.let_go()
        assert pipe.byte() == b"!"
        return child

    yield start
    for child in children:
        if child.process and child.process.poll() is None:
            child.process.kill()
            child.process.wait()


def test_it_runs_until_asked_to_stop(started) -> None:
    child = started(OBEDIENT)
    assert child.ended() is None
    child.ask_to_stop()
    assert child.await_end(PATIENCE)
    assert child.ended() == f"killed by signal 15; see {child.log}"
    assert not child.succeeded()


def test_one_that_will_not_stop_is_killed_with_all_that_it_started(started, pipe: Pipe) -> None:
    inner = STUBBORN.replace("'", "\\'").replace("b\\'!\\'", "bytes([33])")
    child = started(PARENT_OF_STUBBORN.replace("{inner}", inner))
    child.ask_to_stop()
    assert not child.await_end(0.05)
    assert child.process.returncode == -signal.SIGKILL
    assert pipe.byte() == b"", "the grandchild is gone, too"


def test_ctrl_c_does_not_reach_it(started) -> None:
    """It has a session of its own; the terminal signals only the one of its foreground."""
    child = started(OBEDIENT)
    assert os.getsid(child.process.pid) == child.process.pid != os.getsid(0)


def test_the_end_of_one_that_ends_well_is_a_success(tmp_path: Path) -> None:
    child = Child("child", ["-c", "print('done')"], dict(os.environ), tmp_path / "child.log", once=True)
    child.start()
    assert child.await_end(PATIENCE)
    assert child.succeeded()
    assert (tmp_path / "child.log").read_text() == "done\n"


def test_output_and_errors_are_added_to_a_log_for_ourselves(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "child.log"
    for word in ("one", "two"):
        child = Child("child", ["-c", f"import sys; sys.exit('{word}')"], dict(os.environ), log)
        child.start()
        assert child.await_end(PATIENCE)
        assert child.ended() == f"exit code 1; see {log}"
    assert log.read_text() == "one\ntwo\n"
    assert log.stat().st_mode & 0o077 == 0


def test_a_large_log_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "LARGEST_LOG", 3)
    log = tmp_path / "child.log"
    log.write_text("long")
    child = Child("child", ["-c", "print('new')"], dict(os.environ), log)
    child.start()
    child.await_end(PATIENCE)
    assert log.read_text() == "new\n"
    assert (tmp_path / "child.old.log").read_text() == "long"


def test_one_that_cannot_be_started_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match="file"):
        Child("child", [], {}, tmp_path / "file" / "child.log").start()


def test_it_ends_when_its_parent_is_killed(pipe: Pipe, tmp_path: Path) -> None:
    """The parent is killed the hard way; the end of the pipe shows that nobody is left."""
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, signal, sys; from pathlib import Path; from services.cli.child import Child\n"
            "held = int(sys.argv[1])\n"
            "Child('c', ['-c', sys.argv[2]], dict(os.environ), Path(sys.argv[3]), held=(held,)).start()\n"
            "signal.pause()",
            str(pipe.writing),
            OBEDIENT.replace("{pipe}", str(pipe.writing)),
            str(tmp_path / "child.log"),
        ],
        pass_fds=[pipe.writing],
        cwd=ROOT,
    )
    pipe.let_go()
    assert pipe.byte() == b"!"
    parent.kill()
    parent.wait()
    assert pipe.byte() == b""
