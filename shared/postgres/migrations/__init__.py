"""The database's history, one step a file. A step runs a script of ``sql/``, or Alembic's operations.

::

    # versions/0002_views.py
    revision = "0002"
    down_revision = "0001"

    def upgrade() -> None:
        run_script("0002_views.sql")
"""

from pathlib import Path

import psycopg
from alembic import op

_SCRIPTS = Path(__file__).parent / "sql"


def run_script(name: str) -> None:
    """Runs a file of ``sql/`` as it is inside the migration; see run_sql."""
    run_sql((_SCRIPTS / name).read_text(encoding="utf-8"))


def run_sql(statements: str) -> None:
    """Runs several statements inside the migration, with ``:`` and ``%`` untouched."""
    connection = op.get_bind().connection.driver_connection
    if not isinstance(connection, psycopg.Connection):
        raise TypeError("migrations need a connection of psycopg")
    connection.execute(statements.encode())
