"""Databases for tests: one server for the whole run, a migrated template in it, and copies of the template."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg

from shared.postgres import (
    APPLICATION_ROLE,
    OWNER_ROLE,
    EmbeddedPostgres,
    as_role,
    create_database,
    ensure_roles,
    libpq_url,
    migrate,
    with_database,
)

#: Set by the first process of a run, for its xdist workers: folder of the run's server.
_FOLDER = "SUCHARIT_TEST_FOLDER"

#: A folder in memory, and the bytes that must be free there. Every test has a database of its own, made of some three
#: hundred files: on a disk that others use too, making one takes longer than most tests.
_MEMORY, _ROOM = "/dev/shm", 2 << 30

#: Runs beside the tests until they end, however they end, and then clears up.
_WATCHDOG = """
import shutil, sys
from pathlib import Path
sys.stdin.read()
folder = Path(sys.argv[1])
if (folder / "postgres").exists():
    from shared.postgres import EmbeddedPostgres
    EmbeddedPostgres(folder).stop()
shutil.rmtree(folder)
"""


@dataclass(frozen=True)
class Database:
    """A fresh, migrated database. url: as the application; owner_url: as the owner of the tables."""

    url: str
    owner_url: str


@dataclass(frozen=True)
class Server:
    """admin_url: a role that may create roles and databases. url, owner_url: of any database, as in Database."""

    admin_url: str
    url: str
    owner_url: str

    def database(self, name: str) -> Database:
        """The addresses of one database."""
        return Database(with_database(self.url, name), with_database(self.owner_url, name))

    @contextmanager
    def fresh(self) -> Iterator[Database]:
        """A copy of the template, dropped afterwards."""
        name = f"sucharit_test_{uuid4().hex}"
        with self.administration() as connection:
            made = f'CREATE DATABASE "{name}" TEMPLATE "{_template()}" OWNER "{OWNER_ROLE}" STRATEGY FILE_COPY'
            connection.execute(made.encode())
            yield self.database(name)
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())

    @contextmanager
    def administration(self) -> Iterator[psycopg.Connection]:
        """A connection that may create and drop databases."""
        with psycopg.connect(libpq_url(self.admin_url), autocommit=True) as connection:
            yield connection


class Run:
    """The run's own folder, from the first process's start to its end."""

    def __init__(self) -> None:
        os.environ[_FOLDER] = folder = tempfile.mkdtemp(prefix="sucharit-test-", dir=_in_memory())
        words = [sys.executable, "-c", _WATCHDOG, folder]
        root = Path(__file__).parent.parent
        self._watchdog = subprocess.Popen(words, stdin=subprocess.PIPE, cwd=root, start_new_session=True)

    def end(self) -> None:
        """Drops the template of a server that outlives the run, and waits until the run's own server has stopped."""
        if external := _external_server():
            with external.administration() as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{_template()}"'.encode())
        self._watchdog.communicate()


def server_with_template() -> Server:
    """The server of the run: TEST_DATABASE_URL (a superuser's address), else an embedded one."""
    with (_folder() / "server.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = _external_server() or _embedded_server()
        _ensure_template(server)
        return server


def _in_memory() -> str | None:
    """Where there is room for the run's databases in memory; None for the folder of temporary files."""
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM
    return _MEMORY if has_room else None


def _folder() -> Path:
    return Path(os.environ[_FOLDER])


def _template() -> str:
    return "sucharit_template_" + _folder().name.rpartition("-")[2]


def _external_server() -> Server | None:
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return None
    ensure_roles(url, login=False)
    return Server(url, as_role(url, APPLICATION_ROLE), as_role(url, OWNER_ROLE))


def _embedded_server() -> Server:
    embedded = EmbeddedPostgres(_folder(), durable=False)
    embedded.start()
    return Server(embedded.admin_url, embedded.database_url, embedded.owner_url)


def _ensure_template(server: Server) -> None:
    """The template gets its name when it is complete."""
    name, unfinished = _template(), f"{_template()}_unfinished"
    with server.administration() as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        connection.execute(f'DROP DATABASE IF EXISTS "{unfinished}"'.encode())
        create_database(connection, unfinished)
        migrate(server.database(unfinished).owner_url)
        connection.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"'.encode())
