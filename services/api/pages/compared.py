"""Two audits side by side, for pages."""

from dataclasses import dataclass

from services.api.problems import NoReport
from services.api.queries.snapshots import website_changes
from shared.archive import Change
from shared.views.queries import AuditRow


@dataclass(frozen=True)
class Compared:
    """Two audits and what changed between them. all: of all items, not of one."""

    before: AuditRow
    after: AuditRow
    changes: tuple[Change, ...]
    all: bool


def compared(before: AuditRow | None, after: AuditRow, *, item: str | None = None) -> Compared | None:
    """What changed; None where one of the two, or its report, is missing: a page does without."""
    if before is None:
        return None
    try:
        return Compared(before, after, website_changes(before, after, item=item), item is None)
    except NoReport:
        return None
