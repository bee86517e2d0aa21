"""The database under the log and the views: an embedded server, its roles, and migrations."""

from shared.postgres.addresses import as_role, libpq_url, sqlalchemy_url, with_database
from shared.postgres.embedded import EmbeddedPostgres
from shared.postgres.errors import CannotRunServer, PostgresError, ServerDidNotStart
from shared.postgres.migrate import migrate
from shared.postgres.roles import (
    APPLICATION_ROLE,
    DATABASE,
    OWNER_ROLE,
    create_database,
    ensure_roles,
    ensure_roles_and_database,
)

__all__ = [
    "APPLICATION_ROLE",
    "DATABASE",
    "OWNER_ROLE",
    "CannotRunServer",
    "EmbeddedPostgres",
    "PostgresError",
    "ServerDidNotStart",
    "as_role",
    "create_database",
    "ensure_roles",
    "ensure_roles_and_database",
    "libpq_url",
    "migrate",
    "sqlalchemy_url",
    "with_database",
]
