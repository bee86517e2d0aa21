"""Daily snapshots of scores, and the points of each indicator beside the score."""

from shared.postgres.migrations import run_script

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the tables and the column. Workers build the scores anew, since their version changed."""
    run_script("0007_snapshots.sql")
