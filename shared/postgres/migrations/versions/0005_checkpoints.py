"""Signed checkpoints of the log, and the keys of persons."""

from shared.postgres.migrations import run_script

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables checkpoints and person_keys."""
    run_script("0005_checkpoints.sql")
