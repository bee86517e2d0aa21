"""Servers and workers as processes of their own, as they run in production."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from services.bench.ground import Database

#: Where everything listens.
HOST = "127.0.0.1"
#: Seconds that a process may take to start, and to stop before it is killed.
START_SECONDS, STOP_SECONDS = 60.0, 20.0
_LOOK_SECONDS = 0.05


class DidNotStart(Exception):
    """A server that was to be measured ended, or did not answer in time; the message is what it said last."""


@contextmanager
def api_server(database: Database, folder: Path, **changes: str) -> Iterator[int]:
    """The API on this database, with its default settings but for these; its port."""
    with _answering(["-m", "services.cli", "serve"], database, folder, "/healthz", changes) as port:
        yield port


@contextmanager
def bare_server(database: Database, folder: Path) -> Iterator[int]:
    """A bare Flask under the same gunicorn settings, that serves the JSON files of ``folder``; its port."""
    with _answering(["-m", "services.bench.bare_api", str(folder)], database, folder, "/") as port:
        yield port


@contextmanager
def worker(database: Database, folder: Path) -> Iterator[None]:
    """The worker that projects."""
    with _process(["-m", "services.cli", "work"], _environment(database, folder, 0), folder / "worker.log"):
        yield


@contextmanager
def _answering(
    words: list[str], database: Database, folder: Path, path: str, changes: Mapping[str, str] = MappingProxyType({})
) -> Iterator[int]:
    port = _free_port()
    output = folder / f"server-{port}.log"
    with _process(words, {**_environment(database, folder, port), **changes}, output) as process:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(output.read_text(errors="replace")[-1_000:])
            time.sleep(_LOOK_SECONDS)
        yield port


@contextmanager
def _process(words: list[str], environment: dict[str, str], output: Path) -> Iterator[subprocess.Popen[bytes]]:
    with output.open("wb") as sink:
        process = subprocess.Popen([sys.executable, *words], env=environment, stdout=sink, stderr=sink)  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment(database: Database, folder: Path, port: int) -> dict[str, str]:
    """The settings' defaults, but for where things are."""
    return {
        **os.environ,
        "DATA_DIR": str(folder),
        "DATABASE_URL": database.url,
        "MIGRATION_DATABASE_URL": database.owner_url,
        "SECRET_KEY": "only for measuring",
        "HOST": HOST,
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(port: int, path: str, token: str = "") -> bytes:
    """The body of one answer. Raises OSError where nobody answers, ValueError where the answer is not 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        response = connection.getresponse()
        body = response.read()
        if response.status != http.client.OK:
            raise ValueError(f"{path}: {response.status}")
        return body
    finally:
        connection.close()


def _answers(port: int, path: str) -> bool:
    try:
        return bool(fetch(port, path))
    except OSError:
        return False
