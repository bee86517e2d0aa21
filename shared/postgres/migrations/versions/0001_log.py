"""The log: events, idempotency keys, and the functions that append."""

from shared.postgres.migrations import run_script

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables and functions of shared.log."""
    run_script("0001_log.sql")
