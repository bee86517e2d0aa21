"""Events of the daily work on items: evidence, submission, approval, scores, appeals, the end."""

from typing import Literal

from shared.events.base import Event


class EvidenceAdded(Event, frozen=True, kw_only=True):
    """A file or a link that shows what an item asks for.

    file: ``sha256`` (hex) names the blob in the evidence store, size in bytes. link: ``url``.
    """

    evidence_id: str
    item: str
    kind: Literal["file", "link"]
    url: str | None = None
    sha256: str | None = None
    filename: str | None = None
    media_type: str | None = None
    size: int | None = None
    note: str | None = None


class ItemSubmitted(Event, frozen=True, kw_only=True):
    """An officer hands the item's evidence to the head for approval."""

    item: str
    evidence: tuple[str, ...]


class ItemApproved(Event, frozen=True, kw_only=True):
    """The head approves what was submitted."""

    item: str
    evidence: tuple[str, ...]


class ItemReturned(Event, frozen=True, kw_only=True):
    """The head returns the submission with a reason."""

    item: str
    reason: str


class ItemScored(Event, frozen=True, kw_only=True):
    """An assessor scores an item."""

    item: str
    met: bool
    comment: str | None = None


class AppealLodged(Event, frozen=True, kw_only=True):
    """The unit contests the score of an item."""

    item: str
    explanation: str


class AppealDecided(Event, frozen=True, kw_only=True):
    """The assessors decide an appeal; their decision stands above every other evidence."""

    item: str
    met: bool
    reason: str


class RoundCertified(Event, frozen=True, kw_only=True):
    """The head certifies the round; nothing is recorded in it afterwards except scores, appeals and audits."""

    note: str | None = None
