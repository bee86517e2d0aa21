"""``sucharit up`` as a process of its own, on its own folder and ports, watched through its output and over HTTP."""

import json
import os
import queue
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROUND = "/api/v1/units/TH-49/rounds/2567"
#: Longest wait for a start, a stop or a view on a busy machine, in seconds.
PATIENCE = 120.0
#: Ports that nobody else is given: the system's own for connections begin at 32768.
PORTS = (20_000, 32_000)


def free_port() -> int:
    """A port that is free like the one behind it, which the demonstration website takes: below those that the system
    gives to connections, where another test's connection might take that one before it starts."""
    while True:
        port = random.randrange(*PORTS)
        if _is_free(port) and _is_free(port + 1):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class Whole:
    """The running system."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        self.data_dir, self.port, self._settings = data_dir, free_port(), settings
        self.output: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()

    def start(self, *, until: str = "Ctrl-C stops it.") -> None:
        """Start it, and wait until it says a word."""
        taken = {"DATABASE_URL", "MIGRATION_DATABASE_URL", "BROKER_URL", "BLOB_URL", "SECRET_KEY", "REPLICA_PORT"}
        inherited = {name: value for name, value in os.environ.items() if name not in taken}
        own = {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "PYTHONUNBUFFERED": "1", **self._settings}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "services.cli", "up"],
            cwd=ROOT,
            env=inherited | own,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self.process,))
        self._reader.start()
        try:
            self.says(until)
        except BaseException:
            self.interrupt()
            raise

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def says(self, word: str) -> None:
        """Wait until it says this."""
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.output.append(line.rstrip())
            if word in line:
                return
        raise AssertionError(f"it ended without saying {word!r}:\n" + "\n".join(self.output))

    def interrupt(self) -> None:
        """Ctrl-C, until it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self._finish()

    def kill(self) -> None:
        """Kill the supervisor and nobody else. Its output ends when the last that writes to it has."""
        self.process.kill()
        self.process.wait()
        self._finish()

    def _finish(self) -> None:
        """Once, however often the end is asked for."""
        self._reader.join(PATIENCE)
        while not self._lines.empty():
            self.output.append((self._lines.get() or "").rstrip())
        if self.process.stdout:
            self.process.stdout.close()

    def end(self) -> None:
        """Whatever state it is in, nobody is left afterwards."""
        if self.process.poll() is None:
            self.interrupt()
        eventually(lambda: not self.processes())
        self._finish()

    def processes(self, word: str = "") -> list[int]:
        """The processes that serve this data folder and have a word in their command, oldest first."""
        return sorted(pid for pid, command in self._commands() if word in command)

    def _commands(self) -> list[tuple[int, str]]:
        mark, found = f"DATA_DIR={self.data_dir}".encode(), []
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                try:
                    command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    ours = mark in (folder / "environ").read_bytes().split(b"\0")
                except OSError:
                    continue
                if (ours or str(self.data_dir) in command) and command:
                    found.append((int(folder.name), command))
        return found

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One request as the operator: status and JSON."""
        token = (self.data_dir / "operator.token").read_text().strip()
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        kind = {} if body is None or isinstance(body, bytes) else {"Content-Type": "application/json"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=data,
            method=method,
            headers={"Authorization": f"Bearer {token}", **kind, **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read())

    def get(self, path: str) -> Any:
        """The JSON of a read that must succeed."""
        status, body = self.call("GET", path)
        assert status == 200, body
        return body

    def post(self, path: str, body: Any, **headers: str) -> dict[str, Any]:
        """The JSON of a write that must succeed."""
        status, answer = self.call("POST", path, body, **headers)
        assert status == 201, answer
        return answer

    def head(self) -> int:
        """The position of the newest event."""
        return int(self.get("/readyz")["views"][0]["head"])


def eventually(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        threading.Event().wait(0.05)


def views(whole: Whole, *, rebuilt: bool = False) -> dict[str, list[str]]:
    """All rows of all views, as they are or as a rebuild makes them.

    Without the snapshots of scores: a job makes their rows by the clock, so that a rebuild has none at first.
    ``tests/services/worker/test_snapshots.py`` holds that it makes the same ones again.
    """
    from sqlalchemy import create_engine, text

    from services.worker.projections import PROJECTIONS
    from services.worker.rebuild import rebuild
    from shared.log import Log
    from shared.postgres import EmbeddedPostgres

    compared = [each for each in PROJECTIONS if each.name != "snapshots"]
    server = EmbeddedPostgres(whole.data_dir)
    owner = create_engine(server.owner_url)
    try:
        if rebuilt:
            with Log(server.database_url) as log:
                for each in compared:
                    rebuild(owner, log, each.name)
        with owner.connect() as connection:
            return {
                table.name: sorted(
                    connection.scalars(text(f"SELECT to_jsonb(row)::text FROM views.{table.name} AS row"))
                )
                for each in compared
                for table in each.tables
            }
    finally:
        owner.dispose()
