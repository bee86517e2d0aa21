"""Appending one event in fewer steps."""

from shared.postgres.migrations import run_script

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes append_event; append_events uses it."""
    run_script("0004_append.sql")
