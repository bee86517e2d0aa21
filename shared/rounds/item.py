"""What is known of one item of a round."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from shared.events.work import AppealDecided, AppealLodged, EvidenceAdded, ItemScored

#: How far an item has come, furthest first: an assessment stands above the unit's own work on the item.
Status = Literal["decided", "appealed", "scored", "approved", "submitted", "returned", "evidence", "assigned", "open"]


class ItemState(Struct, frozen=True, kw_only=True):
    """One item: who prepares it, its evidence by id, what the head and the assessors said. Times are UTC.

    submitted: ids of the evidence last handed in. Approval and return are of that submission; a new one clears them.
    """

    officers: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    due: date | None = None
    evidence: dict[str, EvidenceAdded] = {}
    submitted: tuple[str, ...] = ()
    submitted_at: datetime | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None
    returned_reason: str | None = None
    score: ItemScored | None = None
    appeal: AppealLodged | None = None
    appeal_decision: AppealDecided | None = None

    @property
    def pending(self) -> bool:
        """Whether a submission waits for the head."""
        return self.submitted_at is not None and self.approved_at is None and self.returned_reason is None

    @property
    def status(self) -> Status:
        """How far the item has come."""
        if self.appeal is not None:
            return "decided" if self.appeal_decision is not None else "appealed"
        return "scored" if self.score is not None else self.work_status

    @property
    def work_status(self) -> Status:
        """How far the unit's own work has come, whatever the assessors said."""
        if self.submitted_at is not None:
            return self._submission_status
        if self.evidence:
            return "evidence"
        return "assigned" if self.officers else "open"

    @property
    def _submission_status(self) -> Status:
        if self.approved_at is not None:
            return "approved"
        return "submitted" if self.pending else "returned"
