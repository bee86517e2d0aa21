"""Bodies of scores are kept as they are."""

from shared.postgres.migrations import run_script

revision = "0018"
down_revision = "0015"


def upgrade() -> None:
    """Changes how the column is stored from now on."""
    run_script("0018_body_storage.sql")
