"""Child processes under one roof: started in order, started again when they die, stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import click

#: Seconds between looks at the children.
LOOK_SECONDS = 0.5
#: Seconds that a child gets to finish what it is doing.
STOP_SECONDS = 20.0
#: Longest pause before a child that keeps dying is started again, in seconds.
LONGEST_PAUSE = 30.0
#: Size from which a log file is set aside at the next start, in bytes.
LARGEST_LOG = 10 * 1024 * 1024

_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One child process. arguments: after the Python interpreter. Its output goes to the log file."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start it in a session of its own, so that the terminal's Ctrl-C reaches only us."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, *self.arguments],
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - we have no threads when we start children
            )

    def ended(self) -> int | None:
        """The exit code, if it does not run any more."""
        return self.process.poll() if self.process else None


@dataclass
class Supervisor:
    """Runs children until told to stop."""

    children: list[Child] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    def catch_signals(self) -> None:
        """Ctrl-C, ``kill`` and a closed terminal all mean: stop cleanly."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def start(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        child.start()
        self.children.append(child)

    def watch(self) -> None:
        """Start dead children again, with growing pauses, until told to stop."""
        while not self.stopping.wait(LOOK_SECONDS):
            for child in self.children:
                self._look_at(child)

    def stop(self) -> None:
        """Ask all children to finish, last started first; kill those that do not."""
        running = [(child.name, child.process) for child in reversed(self.children) if child.process]
        for _, process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for name, process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                click.echo(f"{name} did not stop in {STOP_SECONDS:.0f} s and is killed", err=True)
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _look_at(self, child: Child) -> None:
        code = child.ended()
        if code is None:
            return
        if child.start_again_at == 0.0:
            pause = min(LONGEST_PAUSE, 2.0**child.deaths)
            child.deaths, child.start_again_at = child.deaths + 1, time.monotonic() + pause
            click.echo(f"{child.name} ended (code {code}), starts again in {pause:.0f} s; see {child.log}", err=True)
        elif time.monotonic() >= child.start_again_at:
            child.start_again_at = 0.0
            child.start()


def _end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, so that a killed supervisor leaves nobody behind."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
