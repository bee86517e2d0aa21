"""Where everything is measured: a durable PostgreSQL of its own, in a folder that vanishes afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import psycopg

from shared.postgres import OWNER_ROLE, EmbeddedPostgres, libpq_url, migrate, with_database
from shared.postgres.roles import DATABASE

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Database:
    """A fresh, migrated database. url: as the application; owner_url: as the owner of the tables."""

    url: str
    owner_url: str


class Ground:
    """A running server and the sizes to measure at. quick: fewer repetitions of smaller workloads."""

    def __init__(self, server: EmbeddedPostgres, folder: Path, *, quick: bool) -> None:
        self.folder = folder
        self.quick = quick
        self._server = server

    @property
    def repetitions(self) -> int:
        """How often each workload is done."""
        return self.sized(quick=3, full=5)

    def sized(self, *, quick: Choice, full: Choice) -> Choice:
        """The one that this run is to use."""
        return quick if self.quick else full

    @property
    def server_pid(self) -> int:
        """The process of PostgreSQL that all its others belong to."""
        return int((self.folder / "postgres/cluster/postmaster.pid").read_text().split("\n", 1)[0])

    def settle(self) -> None:
        """Have everything written out that is prepared, so that nothing is still being written while it is timed."""
        with psycopg.connect(libpq_url(self._server.admin_url), autocommit=True) as connection:
            connection.execute("CHECKPOINT")

    @contextmanager
    def database(self) -> Iterator[Database]:
        """A copy of the migrated template, dropped afterwards."""
        name = f"bench_{uuid4().hex}"
        with psycopg.connect(libpq_url(self._server.admin_url), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{DATABASE}" OWNER "{OWNER_ROLE}"'.encode())
            try:
                self.settle()
                yield Database(
                    with_database(self._server.database_url, name), with_database(self._server.owner_url, name)
                )
            finally:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@contextmanager
def open_ground(*, quick: bool) -> Iterator[Ground]:
    """Starts the server (fsync on, as in production), and stops it afterwards."""
    with tempfile.TemporaryDirectory(prefix="sucharit-bench-") as folder, EmbeddedPostgres(Path(folder)) as server:
        migrate(server.owner_url)
        yield Ground(server, Path(folder), quick=quick)
