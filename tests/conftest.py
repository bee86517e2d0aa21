"""Fixtures of every test that needs a database: one server for the whole run, one fresh database a test."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from shared.log import Log
from shared.postgres import (
    APPLICATION_ROLE,
    OWNER_ROLE,
    EmbeddedPostgres,
    as_role,
    ensure_roles_and_database,
    libpq_url,
    migrate,
    with_database,
)
from shared.postgres.roles import create_database

#: Set by the first process of a run, for its xdist workers: folder of the run's server.
_FOLDER = "SUCHARIT_TEST_FOLDER"
_WATCHDOG = """
import shutil, sys
from pathlib import Path
from shared.postgres import EmbeddedPostgres
sys.stdin.read()
EmbeddedPostgres(Path(sys.argv[1])).stop()
shutil.rmtree(sys.argv[1])
"""
_watchdogs: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class Database:
    """A fresh, migrated database. url: as the application; owner_url: as the owner of the tables."""

    url: str
    owner_url: str


@dataclass(frozen=True)
class Server:
    """admin_url: a role that may create roles and databases. url, owner_url: of the template, as in Database."""

    admin_url: str
    url: str
    owner_url: str

    def database(self, name: str) -> Database:
        return Database(with_database(self.url, name), with_database(self.owner_url, name))


def pytest_configure(config: pytest.Config) -> None:
    """Gives the run a folder, and a watchdog that stops the server in it however the run ends."""
    if not hasattr(config, "workerinput"):
        os.environ[_FOLDER] = folder = tempfile.mkdtemp(prefix="sucharit-test-")
        words = [sys.executable, "-c", _WATCHDOG, folder]
        root = Path(__file__).parent.parent
        _watchdogs.append(subprocess.Popen(words, stdin=subprocess.PIPE, cwd=root, start_new_session=True))


def pytest_unconfigure(config: pytest.Config) -> None:
    for watchdog in _watchdogs:
        watchdog.communicate()
    _watchdogs.clear()


@pytest.fixture(scope="session")
def server() -> Server:
    """The server of the run, with a migrated template; TEST_DATABASE_URL (a superuser's) names another one."""
    folder = Path(os.environ[_FOLDER])
    with _lock(folder / "server.lock"):
        found = _external_server() or _embedded_server(folder)
        _ensure_template(found, _template())
    return found


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """A fresh, migrated database, dropped afterwards."""
    name = f"sucharit_test_{uuid4().hex}"
    with psycopg.connect(libpq_url(server.admin_url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_template()}" OWNER "{OWNER_ROLE}"')
        yield server.database(name)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def log(database: Database) -> Iterator[Log]:
    """An empty log, as the application's role sees it."""
    with Log(database.url) as opened:
        yield opened


def _template() -> str:
    return "sucharit_template_" + Path(os.environ[_FOLDER]).name.rpartition("-")[2]


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _external_server() -> Server | None:
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return None
    ensure_roles_and_database(url, login=False)
    return Server(url, as_role(url, APPLICATION_ROLE), as_role(url, OWNER_ROLE))


def _embedded_server(folder: Path) -> Server:
    embedded = EmbeddedPostgres(folder, durable=False)
    embedded.start()
    return Server(embedded.admin_url, embedded.database_url, embedded.owner_url)


def _ensure_template(server: Server, name: str) -> None:
    with psycopg.connect(libpq_url(server.admin_url), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            create_database(connection, name)
            migrate(server.database(name).owner_url)
