"""The shortest append answers with one value instead of a row."""

from shared.postgres.migrations import run_script

revision = "0017"
down_revision = "0012"


def upgrade() -> None:
    """Makes append_event anew."""
    run_script("0017_append_event.sql")
