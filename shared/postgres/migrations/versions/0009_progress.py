"""The view of answers by day, and the contacts of EIT(2) beside the quotas."""

from shared.postgres.migrations import run_script

revision = "0009"
down_revision = "0010"


def upgrade() -> None:
    """Makes the table and the columns. Workers build both views, since one is new and the other's version changed."""
    run_script("0009_progress.sql")
