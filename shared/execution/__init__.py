"""Execution: one command against the log, from what is known to what is recorded."""

from shared.execution.execute import ATTEMPTS, execute

__all__ = ["ATTEMPTS", "execute"]
