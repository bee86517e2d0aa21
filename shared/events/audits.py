"""Events of website audits."""

from datetime import datetime
from typing import ClassVar, Literal

from msgspec import Struct

from shared.events.base import Event, Text


class AuditRequested(Event, frozen=True, kw_only=True):
    """An audit of the unit's website shall run. items: only these; empty for all. scheduled: by the nightly run."""

    emitted_by: ClassVar[str] = "api, scheduler"

    audit_id: str
    items: tuple[str, ...] = ()
    scheduled: bool = False


class FoundLink(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A link that the website presents for an item, and why it was taken for that item.

    confidence: decimal string, 0 to 1. unsure: a person should confirm it.
    """

    page: str
    text: str
    url: str
    why: str
    status: int | None = None
    media_type: str | None = None
    sha256: str | None = None
    confidence: str | None = None
    unsure: bool = False


class CheckedElement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One element of an item: met, not met, None where it cannot be told; with the words and address that prove it."""

    id: str
    met: bool | None
    evidence: str | None = None
    url: str | None = None


class FindingChanged(Event, frozen=True, kw_only=True):
    """What the website shows for one item is not what the audit before saw (or it is the first).

    confirmed: false for a loss seen only once; it is shown, but does not count until a second audit confirms it.
    """

    emitted_by: ClassVar[str] = "crawler"

    audit_id: str
    item: str
    verdict: Literal["present", "partial", "missing", "stale", "wrong_format", "unknown"]
    confirmed: bool
    confidence: str
    seen_at: datetime
    links: tuple[FoundLink, ...] = ()
    elements: tuple[CheckedElement, ...] = ()
    months: tuple[str, ...] = ()
    note: Text | None = None


class LinkConfirmed(Event, frozen=True, kw_only=True):
    """A person says that the link is one of the item's; audits count it from now on, and report it when it is gone.

    url: canonical. page: where the website presents it.
    """

    emitted_by: ClassVar[str] = "api"

    item: str
    url: str
    page: str
    text: str | None = None


class LinkRejected(Event, frozen=True, kw_only=True):
    """A person says that the link is none of the item's; audits never count it for the item again."""

    emitted_by: ClassVar[str] = "api"

    item: str
    url: str
    page: str
    text: str | None = None


class LinkReopened(Event, frozen=True, kw_only=True):
    """What a person said of the link is taken back; audits go by what they see again."""

    emitted_by: ClassVar[str] = "api"

    item: str
    url: str


class AuditCompleted(Event, frozen=True, kw_only=True):
    """An audit ran to its end. report: SHA-256 (hex) of the whole report in the evidence store.

    verdicts: item → verdict as seen by this audit, changed or not. bytes: received from the website. server: network
    address of the server that the home page is on, None where its name leads to none. scheduled: by the nightly run,
    which alone counts in league tables (not told by events before this field).
    """

    emitted_by: ClassVar[str] = "crawler"

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
    verdicts: dict[str, str]
    problems: int = 0
    replica: bool = False
    server: str | None = None
    scheduled: bool = False


class AuditFailed(Event, frozen=True, kw_only=True):
    """An audit could not run (no address, a fault of ours); it says nothing about the website."""

    emitted_by: ClassVar[str] = "crawler"

    audit_id: str
    reason: str


class SnapshotsRemoved(Event, frozen=True, kw_only=True):
    """Bodies that only superseded audits had kept were removed by the rule of retention; their index stays.

    audit_id: the audit that had kept them; bodies: SHA-256 (hex) of each; bytes: freed in the evidence store; days:
    for which the rule keeps what nothing relies on.
    """

    emitted_by: ClassVar[str] = "scheduler"

    audit_id: str
    bodies: tuple[str, ...]
    bytes: int
    days: int
