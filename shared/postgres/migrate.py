"""Migrations, by Alembic, without a configuration file."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from shared.postgres.addresses import sqlalchemy_url

if TYPE_CHECKING:
    from alembic.config import Config

#: Key of the advisory lock that lets one process migrate while the others wait.
_LOCK = 0x5C_0002
_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(owner_url: str, revision: str = "head") -> None:
    """Brings the database up to ``revision``; does nothing if it is there. Safe to call from several processes.

    owner_url: address of the database as the role that owns its tables (MIGRATION_DATABASE_URL).
    """
    # Every process imports this package, but only one migrates: Alembic takes 13 MB.
    from alembic import command

    engine = create_engine(sqlalchemy_url(owner_url), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.commit()
        command.upgrade(_configuration(connection), revision)
        connection.commit()


def _configuration(connection: Connection) -> "Config":
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    return configuration
