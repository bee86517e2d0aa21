"""``sucharit up``: everything on this machine, from an empty folder to a running system, and a clean end."""

import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import click

from services.cli import runtime
from services.cli.child import Child
from services.cli.claim import claim
from services.cli.embedded import KeptPostgres, stopped_even_if_killed, using
from services.cli.errors import CommandFailed
from services.cli.files import OURS_ALONE
from services.cli.first_start import prepare_access
from services.cli.ports import free_port, require_free
from services.cli.supervisor import Supervisor
from shared.postgres import migrate
from shared.settings import Settings, load_settings

#: The services, by the name of their log, and the subcommand that runs each.
SERVICES = {"api": "serve", "worker": "work", "crawler": "crawl"}
#: Seconds that the API gets to answer for the first time.
API_SECONDS = 60.0
#: Seconds that one knock at its door may take.
KNOCK_SECONDS = 1.0


@click.command()
def up() -> None:
    """Start the database, API, worker, crawler and the replica, and load what there is to look at.

    Ctrl-C stops all of it, with exit code 0. What ends by itself is started again.
    """
    supervisor, started = Supervisor(), time.monotonic()
    supervisor.catch_signals()
    settings = load_settings()
    with ExitStack() as stack:
        lock = stack.enter_context(claim(settings.data_dir))
        os.umask(OURS_ALONE)
        settings = _complete(settings)
        settings = _open_database(stack, supervisor, settings)
        if not supervisor.stopping.is_set():
            _run(supervisor, settings, lock, started)
        click.echo("stopping …")
    click.echo("stopped; nothing is lost, the next start goes on from here")


def _complete(settings: Settings) -> Settings:
    require_free(settings.host, settings.port)
    settings = replace(settings, secret_key=runtime.secret_key(settings))
    port = settings.replica_port or free_port(settings.port + 1)
    hosts = (*settings.crawler_private_hosts, f"127.0.0.1:{port}")
    return replace(settings, replica_port=port, crawler_private_hosts=hosts)


def _open_database(stack: ExitStack, supervisor: Supervisor, settings: Settings) -> Settings:
    if settings.database_url:
        return settings
    stack.enter_context(stopped_even_if_killed(settings.data_dir))
    server = stack.enter_context(using(settings.data_dir))
    supervisor.keep(KeptPostgres(server), running=True)
    return runtime.on_server(settings, server)


def _run(supervisor: Supervisor, settings: Settings, lock: int, started: float) -> None:
    migrate(settings.migration_database_url or settings.database_url)
    with closing(runtime.Tools(settings)) as tools:
        accounts = prepare_access(tools)
    click.echo("database ready")
    try:
        if _start(supervisor, settings, lock):
            click.echo(_welcome(settings, accounts, time.monotonic() - started))
            supervisor.watch()
    finally:
        supervisor.stop()


def _start(supervisor: Supervisor, settings: Settings, lock: int) -> bool:
    """Start the services and load the demonstration; False if told to stop meanwhile."""
    for child in _services(settings, lock):
        supervisor.keep(child)
    demo = _demonstration(settings, lock)
    supervisor.keep(demo)
    if not _await_api(supervisor, settings):
        return False
    click.echo("API, worker and crawler running")
    return supervisor.watch(lambda: supervisor.done(demo))


def _services(settings: Settings, lock: int) -> Iterator[Child]:
    commands = {
        "api": ["services.cli", "serve"],
        "worker": ["services.cli", "work"],
        "crawler": ["services.cli", "crawl"],
        "replica": ["services.replica", "--port", str(settings.replica_port), "--data", str(settings.data_dir)],
    }
    for name, words in commands.items():
        log = settings.data_dir / "logs" / f"{name}.log"
        yield Child(name, ["-m", *words], runtime.environment(settings), log, held=(lock,))


def _demonstration(settings: Settings, lock: int) -> Child:
    """Loaded in a process of its own, so that everything else is looked after meanwhile, and Ctrl-C need not wait."""
    words = ["-m", "services.cli", "load-demo"]
    return Child("demonstration", words, runtime.environment(settings), log=None, once=True, held=(lock,))


def _await_api(supervisor: Supervisor, settings: Settings) -> bool:
    deadline = time.monotonic() + API_SECONDS

    def answers() -> bool:
        if time.monotonic() > deadline:
            raise CommandFailed(f"the API does not answer; see {settings.data_dir / 'logs' / 'api.log'}")
        return _answers(settings)

    return supervisor.watch(answers)


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - compared, not bound
    host = f"[{host}]" if ":" in host else host
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/healthz", timeout=KNOCK_SECONDS):
            return True
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _welcome(settings: Settings, accounts: Path, seconds: float) -> str:
    lines = [
        "",
        f"  Sucharit runs at    {settings.address}   (ready after {seconds:.0f} s)",
        f"  API                 {settings.address}/api/v1/openapi.json",
        f"  API token           {settings.data_dir / 'operator.token'}  (Authorization: Bearer …)",
        f"  Names to log in by  {accounts}",
        f"  Replica website     http://127.0.0.1:{settings.replica_port}  (a demonstration, not official)",
    ]
    return "\n".join([*lines, f"  Logs                {settings.data_dir / 'logs'}", "", "  Ctrl-C stops it.", ""])
