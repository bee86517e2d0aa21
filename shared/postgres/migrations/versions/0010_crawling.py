"""What people said of links, the servers of audits, and turns at servers shared by all crawlers."""

from shared.postgres.migrations import run_script

revision = "0010"
down_revision = "0013"


def upgrade() -> None:
    """Adds the columns and the table. Workers build items and audits anew, since their versions changed."""
    run_script("0010_crawling.sql")
