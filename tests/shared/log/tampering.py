"""Changing the log behind its back, as the owner who says that it means to."""

import psycopg

from shared.postgres import libpq_url
from tests.databases import Database


def tamper(database: Database, statements: str) -> None:
    """Runs the statements with the guard against changes switched off."""
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(f"SET sucharit.allow_change = 'on'; {statements}".encode())
