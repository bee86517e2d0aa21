"""The two roles and the database: the owner migrates, the application can only add to the log."""

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


def ensure_roles_and_database(admin_url: str, database: str = DATABASE, *, login: bool = True) -> None:
    """Makes the roles and the database unless they are there; repeating it changes nothing.

    admin_url: any database of the server, as a role that may create roles and databases.
    login: whether roles made now may log in (without a password: only local rules of the server let them in).
    """
    with psycopg.connect(libpq_url(admin_url), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        for role in (OWNER_ROLE, APPLICATION_ROLE):
            _ensure_role(connection, role, login=login)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            create_database(connection, database)


def create_database(connection: psycopg.Connection, database: str) -> None:
    """Makes an empty database that belongs to the owner; the connection must be in autocommit."""
    names = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER_ROLE)}
    connection.execute(sql.SQL("CREATE DATABASE {database} OWNER {owner}").format(**names))


def _ensure_role(connection: psycopg.Connection, role: str, *, login: bool) -> None:
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        words = sql.SQL("LOGIN" if login else "NOLOGIN")
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), words))
