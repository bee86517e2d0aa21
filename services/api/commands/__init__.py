"""Routes that record something, one module a subject. Importing the package declares them all."""

from services.api.commands import audits, evidence, preparation, surveys, tokens, units, verdicts, watch, work

__all__ = ["audits", "evidence", "preparation", "surveys", "tokens", "units", "verdicts", "watch", "work"]
