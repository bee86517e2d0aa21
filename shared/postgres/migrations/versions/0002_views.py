"""The read models, and the queue's tables (those of dramatiq-postgres, whose release is pinned)."""

from dramatiq_postgres import generate_init_sql

from shared.postgres.migrations import run_script, run_sql

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes schema ``views`` and schema ``queue``."""
    run_script("0002_views.sql")
    run_sql(generate_init_sql("queue"))
    run_script("0002_queue_rights.sql")
