"""The two roles and the database: the owner migrates, the application can only add to the log."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from shared.postgres.addresses import libpq_url

#: Database of the log and views on the embedded server.
DATABASE = "sucharit"
#: Role that owns every table and runs the migrations.
OWNER_ROLE = "sucharit_owner"
#: Role of the services. Migrations grant it what it needs, never UPDATE or DELETE on events.
APPLICATION_ROLE = "sucharit_app"

#: Key of the advisory lock that makes concurrent first starts wait for each other.
_LOCK = 0x5C_0001


def ensure_roles_and_database(admin_url: str, database: str = DATABASE) -> None:
    """Makes the roles and the database unless they are there; repeating it changes nothing.

    admin_url: any database of the server, as a role that may create roles and databases.
    """
    ensure_roles(admin_url)
    with _first_start(admin_url) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            create_database(connection, database)


def ensure_roles(admin_url: str, *, login: bool = True) -> None:
    """Makes the roles unless they are there.

    login: whether roles made now may log in (without a password: only local rules of the server let them in).
    """
    with _first_start(admin_url) as connection:
        for role in (OWNER_ROLE, APPLICATION_ROLE):
            _ensure_role(connection, role, login=login)


def create_database(connection: psycopg.Connection, database: str) -> None:
    """Makes an empty database that belongs to the owner; the connection must be in autocommit."""
    names = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER_ROLE)}
    connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))


@contextmanager
def _first_start(admin_url: str) -> Iterator[psycopg.Connection]:
    """A connection while nobody else makes roles or databases."""
    with psycopg.connect(libpq_url(admin_url), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield connection


def _ensure_role(connection: psycopg.Connection, role: str, *, login: bool) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        words = sql.SQL("LOGIN" if login else "NOLOGIN")
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), words))
