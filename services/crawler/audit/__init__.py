"""One audit of one website: discover its pages, match links to items, check every element, keep the proof."""

from services.crawler.audit.judged import JudgedLink
from services.crawler.audit.known import KnownSite, known_from
from services.crawler.audit.model import (
    AuditOutcome,
    AuditReport,
    ElementFinding,
    ItemFinding,
    LinkFinding,
    ProblemFinding,
    Text,
    VanishedLink,
    Verdict,
)
from services.crawler.audit.run import audit
from services.crawler.dossier import AuditLimits, Progress, UnitFacts

__all__ = [
    "AuditLimits",
    "AuditOutcome",
    "AuditReport",
    "ElementFinding",
    "ItemFinding",
    "JudgedLink",
    "KnownSite",
    "LinkFinding",
    "ProblemFinding",
    "Progress",
    "Text",
    "UnitFacts",
    "VanishedLink",
    "Verdict",
    "audit",
    "known_from",
]
