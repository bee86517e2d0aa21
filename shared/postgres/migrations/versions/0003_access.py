"""Accounts and API tokens: the secrets that the log must not hold."""

from shared.postgres.migrations import run_script

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables of ``shared.access``."""
    run_script("0003_access.sql")
