"""What nightly audits saw of each item, for the table of units and items."""

from shared.postgres.migrations import run_script

revision = "0015"
down_revision = "0017"


def upgrade() -> None:
    """Adds the columns. Workers build items anew, since their version changed."""
    run_script("0015_matrix.sql")
