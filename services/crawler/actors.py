"""The audit as an actor: a message names an audit that was asked for; everything else is read from the log."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import dramatiq
import msgspec
import structlog
from sqlalchemy import Engine, text

from services.crawler.audit import AuditLimits, AuditReport, JudgedLink, KnownSite, UnitFacts, audit, known_from
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher
from services.crawler.outcome import completion
from services.crawler.render import Renderer
from services.crawler.snapshots import SnapshotStore
from shared.broker import CRAWL
from shared.events import Event, Meta, Recorded
from shared.events.audits import AuditCompleted, LinkConfirmed
from shared.events.streams import audits_stream, round_stream, unit_stream
from shared.evidence import BlobError, Blobs
from shared.execution import execute
from shared.log import IdempotencyConflict, Log
from shared.rounds import (
    AuditsState,
    CompleteAudit,
    Conflict,
    FailAudit,
    Judgement,
    RoundState,
    UnitState,
    fold_audits,
    fold_round,
    fold_unit,
)
from shared.rounds.conflict import AuditOvertaken
from shared.rounds.heads import Heads, heads
from shared.rubric import load_rubric

#: Milliseconds after which Dramatiq gives an audit up; beyond the audit's own limit, which ends it properly.
TIME_LIMIT = 45 * 60 * 1000
#: How often an audit is tried again after a fault of ours, before it is recorded as failed.
RETRIES = 3
#: Milliseconds before the first of these tries.
FIRST_PAUSE = 15_000
#: Rounds before the audited one whose heads may still be shown as the head.
EARLIER_ROUNDS = 3
#: Who is recorded as having recorded an audit.
META = Meta(actor="audit")

#: What ends an audit.
End: TypeAlias = CompleteAudit | FailAudit

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Crawler:
    """What audits need, shared by all of a process. indexes: folder of what audits at work have kept."""

    engine: Engine
    log: Log
    blobs: Blobs
    fetcher: Fetcher
    reader: DocumentReader
    indexes: Path
    limits: AuditLimits
    renderer: Renderer | None = None


def declare_actors(broker: dramatiq.Broker, crawler: Crawler) -> None:
    """The actors of the queue ``crawl``: ``run_audit``, and what becomes of one that keeps failing."""

    @dramatiq.actor(actor_name="abandon_audit", queue_name=CRAWL, broker=broker, max_retries=RETRIES)
    def abandon_audit(message: dict[str, Any], retries: dict[str, Any]) -> None:
        abandon(crawler, reason=f"given up after {retries['retries']} tries", **message["kwargs"])

    @dramatiq.actor(
        actor_name="run_audit",
        queue_name=CRAWL,
        broker=broker,
        max_retries=RETRIES,
        min_backoff=FIRST_PAUSE,
        time_limit=TIME_LIMIT,
        on_retry_exhausted=abandon_audit.actor_name,
    )
    def run_audit(unit: str, fiscal_year: int, audit_id: str) -> None:
        run(crawler, unit, fiscal_year, audit_id)


def run(crawler: Crawler, unit: str, fiscal_year: int, audit_id: str) -> bool:
    """Run an audit and record it; False if it has ended already or somebody else is at it.

    A process that dies leaves nothing behind but snapshots: the message comes again and the audit runs anew.
    """
    with _alone(crawler.engine, audit_id) as alone:
        request = _request(crawler.log, unit, fiscal_year, audit_id) if alone else None
        if request is None:
            _log.info("audit not run", audit_id=audit_id, reason="at work elsewhere" if not alone else "has ended")
            return False
        recorded = _record(crawler.log, audit_id, lambda: _audited(crawler, request))
        _index(crawler, audit_id).unlink(missing_ok=True)  # the report names its blob
        return recorded


def abandon(crawler: Crawler, unit: str, fiscal_year: int, audit_id: str, *, reason: str) -> bool:
    """Record that an audit failed through a fault of ours; False if it has ended already."""
    command = FailAudit(unit=unit, fiscal_year=fiscal_year, audit_id=audit_id, reason=reason)
    return _record(crawler.log, audit_id, lambda: command)


@dataclass(frozen=True)
class _Request:
    unit: UnitState
    round: RoundState
    fiscal_year: int
    audit_id: str
    items: tuple[str, ...]
    heads: Heads
    judged: tuple[JudgedLink, ...] = ()
    overtaken_by: str | None = None
    scheduled: bool = False
    last_report: str | None = None

    @property
    def code(self) -> str:
        """The unit's code."""
        return self.unit.registration.unit if self.unit.registration else ""


def _request(log: Log, unit: str, fiscal_year: int, audit_id: str) -> _Request | None:
    """The audit as it was asked for; None once it has ended. A message about no audit at all is dropped likewise."""
    events = list(log.read(audits_stream(unit, fiscal_year)))
    known = fold_audits(events)
    asked = known.audits.get(audit_id)
    if asked is None or asked.ended_at is not None:
        return None
    *earlier, prepared = (
        list(log.read(round_stream(unit, year))) for year in range(fiscal_year - EARLIER_ROUNDS, fiscal_year + 1)
    )
    return _Request(
        unit=fold_unit(log.read(unit_stream(unit))),
        round=fold_round(prepared),
        heads=heads(_told(prepared), [_told(each) for each in earlier]),
        fiscal_year=fiscal_year,
        audit_id=audit_id,
        items=asked.requested.items,
        judged=tuple(map(_judged, known.judgements)),
        overtaken_by=_newer(known, asked.number),
        scheduled=asked.requested.scheduled,
        last_report=next((e.event.report for e in reversed(events) if isinstance(e.event, AuditCompleted)), None),
    )


def _told(recorded: Iterable[Recorded]) -> list[Event]:
    return [each.event for each in recorded]


def _newer(known: AuditsState, number: int) -> str | None:
    """The newest completed audit, if it was asked for after this one."""
    newest = known.last_completed
    return newest.requested.audit_id if newest is not None and newest.number > number else None


def _judged(said: Judgement) -> JudgedLink:
    decision: Literal["confirmed", "rejected"] = "confirmed" if isinstance(said, LinkConfirmed) else "rejected"
    return JudgedLink(item=said.item, url=said.url, decision=decision, page=said.page, text=said.text)


def _audited(crawler: Crawler, request: _Request) -> End:
    """The command that ends the audit: completed with a report in the evidence store, or failed."""
    site, rubric = request.unit.website_url, request.round.rubric
    if request.overtaken_by is not None:
        return _failed(request, f"overtaken by {request.overtaken_by}")
    if site is None or rubric is None:
        reason = "no website is known" if site is None else "the round is not opened"
        return _failed(request, reason)
    try:
        report = _crawl(crawler, request, site, rubric)
    except ValueError as error:
        return _failed(request, str(error))
    return completion(
        report,
        unit=request.code,
        fiscal_year=request.fiscal_year,
        audit_id=request.audit_id,
        blob=crawler.blobs.put(report.encoded()),
        replica=report.replica or request.unit.website_is_replica,
        server=crawler.fetcher.server(site),
    )


def _crawl(crawler: Crawler, request: _Request, site: str, rubric: str) -> AuditReport:
    return audit(
        site,
        load_rubric(rubric),
        fetcher=crawler.fetcher,
        reader=crawler.reader,
        unit_facts=UnitFacts(head_names=request.heads.current, former_head_names=request.heads.former),
        items=request.items,
        limits=crawler.limits,
        judged=request.judged,
        known=_known(crawler.blobs, request, site, rubric),
        renderer=crawler.renderer,
        snapshots=SnapshotStore(crawler.blobs, _index(crawler, request.audit_id)),
    )


def _index(crawler: Crawler, audit_id: str) -> Path:
    """Where the snapshots of an audit at work are listed."""
    return crawler.indexes / f"{audit_id}.jsonl"


def _known(blobs: Blobs, request: _Request, site: str, rubric: str) -> KnownSite | None:
    """What the last audit knew of the same website, for the nightly run alone: who asks by hand has it searched."""

    def kept(sha256: str) -> bytes | None:
        try:
            return blobs.get(sha256)
        except BlobError:
            return None

    body = kept(request.last_report) if request.scheduled and request.last_report else None
    try:
        report = AuditReport.decode(body) if body is not None else None
    except msgspec.DecodeError:
        return None
    if report is None or (report.site, report.rubric, report.only_items) != (site, rubric, ()):
        return None
    return known_from(report, kept, datetime.now(UTC))


def _failed(request: _Request, reason: str) -> FailAudit:
    return FailAudit(unit=request.code, fiscal_year=request.fiscal_year, audit_id=request.audit_id, reason=reason)


def _executed(log: Log, audit_id: str, command: End) -> bool:
    """One that was overtaken fails: it must end somehow, or its message would be sent again for ever."""
    key = f"audit/{audit_id}"
    try:
        return not execute(log, command, meta=META, idempotency_key=key).repeated
    except AuditOvertaken as overtaken:
        reason = overtaken.title.en
        failed = FailAudit(unit=command.unit, fiscal_year=command.fiscal_year, audit_id=audit_id, reason=reason)
        return not execute(log, failed, meta=META, idempotency_key=key).repeated


def _record(log: Log, audit_id: str, end: Callable[[], End]) -> bool:
    """The audit's id is the key: however often it is run, it ends once."""
    try:
        return _executed(log, audit_id, end())
    except (Conflict, IdempotencyConflict) as error:
        _log.info("audit ended before", audit_id=audit_id, reason=str(error))
        return False


@contextmanager
def _alone(engine: Engine, audit_id: str) -> Iterator[bool]:
    """Whether nobody else runs this audit; a lock of the session, so that it ends with the process."""
    lock = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
    unlock = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
    name = {"name": f"audit/{audit_id}"}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        taken = bool(connection.execute(lock, name).scalar_one())
        try:
            yield taken
        finally:
            if taken:
                connection.execute(unlock, name)
