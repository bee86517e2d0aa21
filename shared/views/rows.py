"""What the queries answer with. Instants are UTC, days Bangkok dates, fiscal years Buddhist, points exact decimals."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

import msgspec

from shared.events.preparation import CalendarSet, CalendarStep
from shared.views.audit_rows import JudgedLinkRow

T = TypeVar("T")

#: Thai and English.
Title = dict[str, str]


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Part of a list. next: cursor of the part after it, None at the end."""

    items: tuple[T, ...]
    next: str | None = None


class ScoreColumns(msgspec.Struct, frozen=True, kw_only=True):
    """A score in figures: the total of 100 with its range, and what each instrument is expected to earn.

    replica: some of it was seen on a demonstration copy of the website only.
    """

    fiscal_year: int
    low: Decimal
    expected: Decimal
    high: Decimal
    level: str | None
    iit: Decimal
    eit: Decimal
    oit: Decimal
    simulated: bool
    replica: bool = False


class UnitRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit. years: fiscal years in which it takes part. version: of the stream ``unit/…``."""

    unit: str
    name_th: str
    name_en: str
    agency_group: str
    division: int | None
    division_inferred: bool
    province: str | None
    office_district: str | None
    website_url: str | None
    website_is_replica: bool
    simulated: bool
    years: tuple[int, ...]
    version: int
    position: int
    score: ScoreColumns | None = None


class RoundRow(msgspec.Struct, frozen=True, kw_only=True):
    """A round. version: of the stream ``round/…``. document: see services.worker.projections.rounds."""

    unit: str
    fiscal_year: int
    rubric: str
    version: int
    position: int
    simulated: bool
    certified_at: datetime | None
    document: dict[str, Any]

    @property
    def steps(self) -> tuple[CalendarStep, ...]:
        """The steps of the round's own calendar; none where it has none."""
        calendar = self.document.get("calendar")
        return msgspec.convert(calendar, CalendarSet).steps if calendar else ()


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """One item. verdict, links, elements: of the newest finding; confirmed: whether that finding counts.

    basis: the evidence that counts; met: what it says; points_expected: what it earns. replica: what counts was seen on
    a demonstration copy of the website only. judged: what people said of its links.
    """

    unit: str
    fiscal_year: int
    item: str
    number: int
    title: Title
    points: Decimal
    officers: tuple[str, ...]
    supervisors: tuple[str, ...]
    due: date | None
    status: str
    verdict: str | None
    confirmed: bool
    confidence: Decimal | None
    basis: str
    met: bool | None
    points_expected: Decimal
    last_seen: datetime | None
    note: Title | None
    evidence: tuple[dict[str, Any], ...]
    links: tuple[dict[str, Any], ...]
    elements: tuple[dict[str, Any], ...]
    months: tuple[str, ...]
    audit_id: str | None
    returned_reason: str | None
    appeal: dict[str, Any] | None
    proof_url: str | None
    proof_sha256: str | None
    simulated: bool
    position: int
    replica: bool = False
    judged: tuple[JudgedLinkRow, ...] = ()


class QuotaRow(msgspec.Struct, frozen=True, kw_only=True):
    """Answers of a survey (work_line None) or of one line of work or group: needed, recorded here, reported.

    contacts, contacts_needed: of EIT(2), who is on the list and how many must be.
    """

    instrument: str
    work_line: str | None
    title: Title
    minimum: int | None
    target: int | None
    recorded: int
    reported: int | None
    reported_on: date | None
    closes: date | None
    group_officers: tuple[str, ...]
    simulated: bool
    contacts: int | None = None
    contacts_needed: int | None = None


#: ``closed``: the last day of a phase or step is over; nothing tells whether its work was done.
DeadlineStatus = Literal["done", "late_done", "overdue", "due_soon", "open", "not_started", "closed"]


class DeadlineRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that falls due. days_left: negative once it is over."""

    kind: Literal["item", "phase", "quota", "step"]
    ref: str
    title: Title
    starts: date | None
    due: date
    done_on: date | None
    status: DeadlineStatus
    days_left: int
    officers: tuple[str, ...]


class HistoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """One event in a sentence; count: how many answers the row stands for, else 1."""

    position: int
    unit: str
    fiscal_year: int | None
    item: str | None
    type: str
    happened_at: datetime
    recorded_at: datetime
    actor: str
    role: str | None
    simulated: bool
    sentence: Title
    count: int


class AuditRow(msgspec.Struct, frozen=True, kw_only=True):
    """One audit. report: SHA-256 (hex) of the whole report in the evidence store. server: the website's address."""

    audit_id: str
    unit: str
    fiscal_year: int
    items: tuple[str, ...]
    scheduled: bool
    status: Literal["requested", "completed", "failed"]
    outcome: str | None
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    site: str | None
    rubric: str | None
    pages: int | None
    requests: int | None
    bytes: int | None
    problems: int | None
    report: str | None
    verdicts: dict[str, str]
    reason: str | None
    replica: bool
    simulated: bool
    position: int
    server: str | None = None


class ComparisonRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit in the comparison. rank: 1, 2, 2, 4; None for a unit about which too little is known, see ``reason``.

    value: what it is ranked by, None where nothing is known of it. indicators: indicator → points, where asked for.
    replica: some of it was seen on a demonstration copy of the website only. lacking: instruments and
    indicators of which nothing is known. short: surveys with fewer answers than their minimum. without_evidence: how
    many items have none; None without a round.
    """

    rank: int | None
    unit: str
    name_th: str
    name_en: str
    division: int | None
    division_inferred: bool
    low: Decimal | None
    expected: Decimal | None
    high: Decimal | None
    level: str | None
    iit: Decimal | None
    eit: Decimal | None
    oit: Decimal | None
    simulated: bool
    replica: bool = False
    agency_group: str = ""
    value: Decimal | None = None
    reason: Title | None = None
    indicators: dict[str, str] | None = None
    lacking: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    without_evidence: int | None = None


class ImprovementRow(msgspec.Struct, frozen=True, kw_only=True):
    """How a unit's expected score changed between the ends of two days. rank, reason: as in ComparisonRow."""

    rank: int | None
    unit: str
    name_th: str
    name_en: str
    division: int | None
    before: Decimal | None
    after: Decimal | None
    gain: Decimal | None
    level_before: str | None
    level_after: str | None
    simulated: bool
    replica: bool
    reason: Title | None


class SpreadRow(msgspec.Struct, frozen=True, kw_only=True):
    """How units are spread over the points of one part. kind: total, instrument, indicator or item.

    units: how many have it; full: how many of them have all its points (of items alone).
    """

    kind: str
    id: str
    of: Decimal
    units: int
    mean: Decimal
    lowest: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    highest: Decimal
    full: int | None = None


class SnapshotRow(msgspec.Struct, frozen=True, kw_only=True):
    """The score at the end of a Bangkok date; it holds until the next row."""

    day: date
    low: Decimal
    expected: Decimal
    high: Decimal
    level: str | None
    iit: Decimal
    eit: Decimal
    oit: Decimal
    simulated: bool
    replica: bool


class MatrixRow(msgspec.Struct, frozen=True, kw_only=True):
    """A unit with its items: id → verdict and met (as nightly audits saw it), status, due, latest (any's verdict)."""

    unit: str
    name_th: str
    name_en: str
    division: int | None
    simulated: bool
    items: dict[str, dict[str, Any]]
    replica: bool = False
