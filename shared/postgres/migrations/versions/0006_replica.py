"""Scores and items say where they were seen on a demonstration copy of a website only."""

from shared.postgres.migrations import run_sql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds the marks. Workers build both views anew, since their versions changed."""
    run_sql("ALTER TABLE views.scores ADD COLUMN replica BOOLEAN NOT NULL DEFAULT false;")
    run_sql("ALTER TABLE views.items ADD COLUMN replica BOOLEAN NOT NULL DEFAULT false;")
