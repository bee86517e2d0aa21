"""Execution: one command against the log, from what is known to what is recorded."""

from shared.execution.execute import ATTEMPTS, execute
from shared.execution.facts import opened_rubric
from shared.rounds import Command

__all__ = ["ATTEMPTS", "Command", "execute", "opened_rubric"]
