"""What an audit answers: the report of one website, as design §9 of the command line's JSON fixes it."""

from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

import msgspec

from services.crawler.dossier.site import Kept

#: The report as JSON in UTF-8; its own field ``bytes`` hides the type's name.
Body: TypeAlias = bytes
Verdict = Literal["present", "partial", "missing", "stale", "wrong_format", "unknown"]
AuditOutcome = Literal["complete", "partial", "blocked", "down"]


class Text(msgspec.Struct, frozen=True):
    """Words for people, in Thai and English."""

    th: str
    en: str


class LinkFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A link that the website presents for the item, fetched or not.

    page: where it stands; url: as it would be fetched (as written, made absolute; as written where it names no
    address); final_url: after redirects. status, media_type, sha256: of what came back, None if nothing did. why: the
    evidence that it is this item's. reached: what it led to. ordinal: its place among the page's ``<a>``, from 0.
    years: Buddhist, of its part of the page.
    """

    page: str
    text: str
    url: str
    status: int | None
    media_type: str | None
    sha256: str | None
    why: str
    confidence: float
    href: str
    ordinal: int
    final_url: str | None = None
    reached: Literal["page", "document", "nothing", "gone", "unreadable", "not_fetched"] = "not_fetched"
    problem: str | None = None
    years: tuple[int, ...] = ()


class ElementFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One element of an item: met, not met, or None where it can't be told; the words and address that prove it."""

    id: str
    met: bool | None
    evidence: str | None = None
    url: str | None = None
    required: bool = True
    title: Text | None = None


class VanishedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link that a person confirmed and that the website does not show any more. page: where it stood."""

    url: str
    page: str
    text: str | None = None


class ItemFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What the website shows for one item. months: Buddhist ``YYYY-MM`` covered. points: of the item, as text."""

    item: str
    verdict: Verdict
    confidence: float
    links: tuple[LinkFinding, ...]
    elements: tuple[ElementFinding, ...]
    months: tuple[str, ...]
    note: Text | None
    title: Text
    points: str
    vanished: tuple[VanishedLink, ...] = ()


class UnsureLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link taken for an item on evidence that a person should confirm. why, confidence: as of its LinkFinding."""

    item: str
    page: str
    url: str
    text: str
    why: str
    confidence: float


class ProblemFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be fetched or read as it should.

    permanent: it stays so until somebody changes the website; else it may be gone at the next audit. None in reports of
    earlier releases.
    """

    url: str
    kind: str
    detail: str
    permanent: bool | None = None


class KnownPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page that speaks of the assessment. items: those whose page it is; named: those that it names."""

    url: str
    items: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class AuditReport(msgspec.Struct, frozen=True, kw_only=True):
    """The audit of one website. Times are aware, UTC. unsure: links whose item a person should confirm.

    snapshots: SHA-256 (hex) of the index of what was kept, itself kept beside it; None where nothing was to be kept.
    searched_at: when the website was last searched from its home page outwards; an audit after that may only have asked
    its known pages again. known_pages, kept: what the next audit needs for that.
    """

    site: str
    rubric: str
    started_at: datetime
    finished_at: datetime
    outcome: AuditOutcome
    pages: int
    requests: int
    bytes: int
    problems: tuple[ProblemFinding, ...]
    items: tuple[ItemFinding, ...]
    unmatched_links: int
    fiscal_year: int
    listings: tuple[str, ...] = ()
    replica: bool = False
    only_items: tuple[str, ...] = ()
    unsure: tuple[UnsureLink, ...] = ()
    snapshots: str | None = None
    searched_at: datetime | None = None
    known_pages: tuple[KnownPage, ...] = ()
    kept: tuple[Kept, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain data, times as ISO 8601 with offset."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def encoded(self) -> Body:
        """The report as indented JSON in UTF-8."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)

    @classmethod
    def decode(cls, body: Body) -> "AuditReport":
        """A report from its JSON. Raises msgspec.ValidationError if it is none."""
        return msgspec.json.decode(body, type=cls)

    def item(self, item_id: str) -> ItemFinding | None:
        """The finding for one item, or None if it was not audited."""
        return next((finding for finding in self.items if finding.item == item_id), None)


def utc_now() -> datetime:
    """The time now, aware."""
    return datetime.now(UTC)
