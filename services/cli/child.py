"""A child process of the supervisor: our Python with a module of ours, its output in a log file."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.cli.supervisor import CannotStart

#: Size from which a log file is set aside at the next start, in bytes.
LARGEST_LOG = 10 * 1024 * 1024

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


@dataclass
class Child:
    """One child process.

    arguments: after the Python interpreter. log: where its output goes; None for our own. once: it is done when it
    ended with exit code 0. held: file descriptors that it keeps open as long as it lives.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path | None
    once: bool = False
    held: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that the terminal's Ctrl-C reaches only us. Raises CannotStart."""
        try:
            self._start()
        except OSError as error:
            raise CannotStart(str(error)) from error

    def ended(self) -> str | None:
        """How it ended; None while it runs."""
        code = self.process.poll() if self.process else 0
        if code is None:
            return None
        how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
        return f"{how}; see {self.log}" if self.log else how

    def succeeded(self) -> bool:
        """Whether it ended with exit code 0."""
        return self.process is not None and self.process.poll() == 0

    def ask_to_stop(self) -> None:
        """SIGTERM."""
        if self.process:
            self.process.terminate()

    def await_end(self, seconds: float) -> bool:
        """Wait for its end; after that many seconds kill it with all that it started, and say False."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            return False
        return True

    def _start(self) -> None:
        output = self._open_log()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, *self.arguments],
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=None if output is None else subprocess.STDOUT,
                start_new_session=True,
                pass_fds=tuple(self.held),
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - the supervisor has no threads
            )
        finally:
            if output is not None:
                os.close(output)

    def _open_log(self) -> int | None:
        if self.log is None:
            return None
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, so that a killed supervisor leaves nobody behind."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
