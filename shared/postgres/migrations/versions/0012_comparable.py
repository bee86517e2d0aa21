"""Scores and snapshots say what of them nothing is known of, so that nobody is ranked by it."""

from shared.postgres.migrations import run_script

revision = "0012"
down_revision = "0009"


def upgrade() -> None:
    """Changes the tables. Workers build both views anew, since their versions changed."""
    run_script("0012_comparable.sql")
