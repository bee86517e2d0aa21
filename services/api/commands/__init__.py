"""Routes that record something, one module a subject. Importing the package declares them all."""

from services.api.commands import (
    audits,
    contacts,
    evidence,
    imports,
    preparation,
    surveys,
    tokens,
    units,
    verdicts,
    watch,
    work,
)

__all__ = [
    "audits", "contacts", "evidence", "imports", "preparation", "surveys", "tokens", "units", "verdicts", "watch",
    "work",
]  # fmt: skip
