"""Answers keep no time; tokens of staff, and counters of networks, stand apart from the log."""

from shared.postgres.migrations import run_script

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """What was recorded before stays as it was; chains go on from it."""
    run_script("0008_anonymity.sql")
