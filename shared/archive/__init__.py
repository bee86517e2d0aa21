"""What audits kept, as an archive: its export, what changed between two audits, and how long it is kept."""

from shared.archive.changes import Change, ReportUnreadable, changes_between
from shared.archive.export import NothingKept, audit_archive
from shared.archive.retention import Superseded, remove, superseded

__all__ = [
    "Change",
    "NothingKept",
    "ReportUnreadable",
    "Superseded",
    "audit_archive",
    "changes_between",
    "remove",
    "superseded",
]
