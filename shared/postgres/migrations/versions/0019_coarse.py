"""Scores for those who may not read answers one by one stand beside the others; bodies are made when asked for."""

from shared.postgres.migrations import run_script

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """The worker then builds both views anew."""
    run_script("0019_coarse.sql")
