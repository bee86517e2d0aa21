"""Commands about website audits. Fields mean what they mean in ``shared.events.audits``."""

from datetime import datetime
from typing import ClassVar, Literal

from msgspec import Struct

from shared.events import Text
from shared.events.audits import CheckedElement, FoundLink
from shared.rounds.command import AuditCommand
from shared.rubric import Verdict


class RequestAudit(AuditCommand, frozen=True, kw_only=True):
    """Ask for an audit of the unit's website. items: only these; empty for all. scheduled: by the nightly run."""

    needs_unit: ClassVar[bool] = True

    items: tuple[str, ...] = ()
    scheduled: bool = False


class JudgeLink(AuditCommand, frozen=True, kw_only=True):
    """Say of a link that it is the item's, that it is not, or take back what was said. page: where it was seen."""

    item: str
    url: str
    decision: Literal["confirmed", "rejected", "reopened"]
    page: str = ""
    text: str | None = None


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an audit says of one item. confidence: decimal string, 0 to 1. months: Buddhist ``YYYY-MM``."""

    item: str
    verdict: Verdict
    confidence: str
    links: tuple[FoundLink, ...] = ()
    elements: tuple[CheckedElement, ...] = ()
    months: tuple[str, ...] = ()
    note: Text | None = None


class CompleteAudit(AuditCommand, frozen=True, kw_only=True):
    """Record an audit that ran to its end, and what it found."""

    audit_id: str
    site: str
    rubric: str
    outcome: Literal["complete", "partial", "blocked", "down"]
    started_at: datetime
    finished_at: datetime
    pages: int
    requests: int
    bytes: int
    report: str
    findings: tuple[Finding, ...]
    problems: int = 0
    replica: bool = False
    server: str | None = None


class FailAudit(AuditCommand, frozen=True, kw_only=True):
    """Record that an audit could not run."""

    audit_id: str
    reason: str


class RemoveSnapshots(AuditCommand, frozen=True, kw_only=True):
    """Record that bodies which an audit had kept, and on which nothing relies, are removed."""

    audit_id: str
    bodies: tuple[str, ...]
    bytes: int
    days: int
