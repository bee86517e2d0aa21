"""Errors of the embedded server.

PostgresError
├── CannotRunServer
└── ServerDidNotStart
"""


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used; set DATABASE_URL to use a server of your own."""


class CannotRunServer(PostgresError):
    """This machine does not let the embedded PostgreSQL run."""


class ServerDidNotStart(PostgresError):
    """The embedded PostgreSQL was started and gave up."""
