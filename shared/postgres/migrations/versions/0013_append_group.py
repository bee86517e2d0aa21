"""Appending for many at once, with less to do for each."""

from shared.postgres.migrations import run_script

revision = "0013"
down_revision = "0008"


def upgrade() -> None:
    """Makes append_group anew; it takes the place of append_events too."""
    run_script("0013_append_group.sql")
