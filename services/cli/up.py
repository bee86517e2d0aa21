"""``sucharit up``: everything on this machine, from an empty folder to a running system, and a clean end."""

import fcntl
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from services.cli import runtime
from services.cli.demo import load_demo
from services.cli.errors import CommandFailed
from services.cli.first_start import prepare_access
from services.cli.supervisor import Child, Supervisor
from shared.postgres import migrate
from shared.settings import Settings, load_settings

#: Seconds that the API gets to answer for the first time.
API_SECONDS = 30.0
#: Seconds between two knocks at its door.
KNOCK_SECONDS = 0.1
#: How many ports after PORT are tried for the demonstration website.
REPLICA_PORTS = 20


@click.command()
def up() -> None:
    """Start the database, API, worker, crawler and, with DEMO=1, the demonstration; Ctrl-C stops all of it."""
    supervisor = Supervisor()
    supervisor.catch_signals()
    started = time.monotonic()
    with _only_one(load_settings().data_dir), runtime.database(stop_after=True) as found:
        settings = _complete(found)
        migrate(settings.migration_database_url or settings.database_url)
        _say(started, "database ready")
        tools = runtime.Tools(settings)
        accounts = prepare_access(tools)
        try:
            _start_services(supervisor, settings)
            _await_api(supervisor, settings)
            _say(started, "API, worker and crawler running")
            if settings.demo and not supervisor.stopping.is_set():
                load_demo(tools, say=lambda text: _say(started, text))
            click.echo(_welcome(settings, accounts))
            supervisor.watch()
        finally:
            click.echo("stopping …")
            supervisor.stop()
            tools.log.close()
            tools.engine.dispose()
    click.echo("stopped; nothing is lost, `make run` goes on from here")


def _complete(settings: Settings) -> Settings:
    _require_free(settings.host, settings.port)
    replica_port = settings.replica_port or _free_port(settings.port + 1)
    private = (*settings.crawler_private_hosts, f"127.0.0.1:{replica_port}") if settings.demo else ()
    return replace(
        settings,
        secret_key=runtime.secret_key(settings),
        replica_port=replica_port,
        crawler_private_hosts=private or settings.crawler_private_hosts,
    )


def _start_services(supervisor: Supervisor, settings: Settings) -> None:
    environment, logs = runtime.environment(settings), settings.data_dir / "logs"
    names = {"api": "serve", "worker": "work", "crawler": "crawl"}
    for name, command in names.items():
        arguments = ["-m", "services.cli", command]
        supervisor.start(Child(name, arguments, environment, logs / f"{name}.log"))
    if settings.demo:
        site = ["--port", str(settings.replica_port), "--data", str(settings.data_dir)]
        supervisor.start(Child("replica", ["-m", "services.replica", *site], environment, logs / "replica.log"))


def _await_api(supervisor: Supervisor, settings: Settings) -> None:
    deadline = time.monotonic() + API_SECONDS
    while not supervisor.stopping.wait(KNOCK_SECONDS):
        try:
            with urllib.request.urlopen(f"http://{settings.host}:{settings.port}/healthz", timeout=1):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            if time.monotonic() > deadline:
                raise CommandFailed(f"the API does not answer; see {settings.data_dir / 'logs'}") from None


def _welcome(settings: Settings, accounts: Path) -> str:
    lines = [
        "",
        f"  Sucharit runs at    {settings.address}",
        f"  API                 {settings.address}/api/v1/openapi.json",
        f"  API token           {settings.data_dir / 'operator.token'}  (Authorization: Bearer …)",
        f"  Names to log in by  {accounts}",
    ]
    if settings.demo:
        lines.append(f"  Replica website     http://127.0.0.1:{settings.replica_port}  (a demonstration, not official)")
    return "\n".join([*lines, f"  Logs                {settings.data_dir / 'logs'}", "", "  Ctrl-C stops it.", ""])


@contextmanager
def _only_one(data_dir: Path) -> Iterator[None]:
    """Hold the data folder's lock. Raises CommandFailed if another ``up`` has it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "up.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CommandFailed(f"it runs already with this data folder ({data_dir})") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _require_free(host: str, port: int) -> None:
    if not _is_free(host, port):
        raise CommandFailed(f"port {port} is in use; choose another: make run PORT={port + 10}")


def _free_port(first: int) -> int:
    for port in range(first, first + REPLICA_PORTS):
        if _is_free("127.0.0.1", port):
            return port
    raise CommandFailed(f"no free port from {first} to {first + REPLICA_PORTS - 1}; set REPLICA_PORT")


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _say(started: float, text: str) -> None:
    click.echo(f"{time.monotonic() - started:6.1f} s  {text}")
