"""Which evidence counts for an item: appeal decision, assessor's score, audit verdict, the head's approval.

An audit that could not tell, or saw a loss only once, does not displace what an earlier audit confirmed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from shared.rubric.model import Verdict
from shared.rubric.scoring.standing import ItemStanding


@dataclass(frozen=True, slots=True)
class Ruling:
    """Somebody's word on an item: an appeal decision, an assessor's score, the head's approval. when: UTC."""

    met: bool
    when: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What an audit saw. confirmed: false for a loss seen only once. when: UTC; by: the audit's id."""

    verdict: Verdict
    confirmed: bool
    when: datetime
    by: str


def counted(before: AuditResult | None, now: AuditResult) -> AuditResult | None:
    """The audit result that counts after ``now`` was seen; ``before`` counted until then."""
    return now if now.confirmed and now.verdict != "unknown" else before


def best_evidence(
    *,
    appeal: Ruling | None = None,
    assessor: Ruling | None = None,
    audit: AuditResult | None = None,
    seen: AuditResult | None = None,
    approval: Ruling | None = None,
    due: date | None = None,
) -> ItemStanding:
    """The item's standing by the strongest evidence.

    audit: the result that counts (see ``counted``). seen: the last result of all, if it is another. approval: of the
    last submission, if the head approved it.
    """
    latest = seen or audit
    last_seen = latest.verdict if latest else None
    settled = latest is None or latest.confirmed
    if appeal:
        return ItemStanding("appeal", last_seen, appeal.met, settled, appeal.when, appeal.by, due)
    if assessor:
        return ItemStanding("assessor", last_seen, assessor.met, settled, assessor.when, assessor.by, due)
    if audit:
        met = audit.verdict == "present"
        return ItemStanding("audit", audit.verdict, met, settled, audit.when, audit.by, due)
    if approval and approval.met:
        return ItemStanding("approval", last_seen, True, settled, approval.when, approval.by, due)
    return ItemStanding("none", last_seen, None, settled, None, None, due)
