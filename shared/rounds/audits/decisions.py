"""Decisions about website audits."""

from datetime import timedelta

from shared.events.audits import AuditCompleted, AuditFailed, AuditRequested, FindingChanged, SnapshotsRemoved
from shared.rounds.audits.commands import CompleteAudit, FailAudit, Finding, RemoveSnapshots, RequestAudit
from shared.rounds.audits.state import Audit, AuditsState, Sight
from shared.rounds.audits.verdicts import counts
from shared.rounds.checks import aware, known_item, number, once_each, opened_round, text
from shared.rounds.conflict import (
    AuditFinished,
    AuditOvertaken,
    AuditRunning,
    AuditTooSoon,
    SnapshotsNeeded,
    WebsiteMissing,
)
from shared.rounds.decision import Events, Facts, decide
from shared.rounds.invalid import EndsBeforeStart, ReasonMissing
from shared.rounds.not_found import UnknownAudit

#: How long an audit may run before it is taken for lost, and another may be asked for.
STALE_AFTER = timedelta(hours=1)

#: How long a unit waits before it has the same item audited again by name. The nightly run does not wait.
COOL_DOWN = timedelta(minutes=10)


@decide.register
def request_audit(command: RequestAudit, facts: Facts) -> Events:
    """One audit at a time of a website whose address is known; single items only after a cool-down."""
    rubric = opened_round(command, facts)
    if facts.unit.website_url is None:
        raise WebsiteMissing(unit=command.unit)
    once_each(command.items, "items")
    for item in command.items:
        known_item(item, rubric)
    _refuse_while_running(facts)
    if not command.scheduled:
        for item in command.items:
            _refuse_before_cool_down(item, facts)
    audit_id = f"{command.unit}-{command.fiscal_year}-{len(facts.audits.audits) + 1}"
    return (AuditRequested(audit_id=audit_id, items=command.items, scheduled=command.scheduled),)


def _refuse_while_running(facts: Facts) -> None:
    for audit in facts.audits.running:
        if facts.now - audit.requested_at < STALE_AFTER:
            raise AuditRunning(audit=audit.requested.audit_id, since=audit.requested_at.isoformat())


def _refuse_before_cool_down(item: str, facts: Facts) -> None:
    asked = [audit.requested_at for audit in facts.audits.audits.values() if item in audit.requested.items]
    allowed_from = max(asked) + COOL_DOWN if asked else facts.now
    if facts.now < allowed_from:
        raise AuditTooSoon(item=item, allowed_from=allowed_from.isoformat())


@decide.register
def complete_audit(command: CompleteAudit, facts: Facts) -> Events:
    """Every finding that is not what the audit before saw, then the end of the audit."""
    rubric = opened_round(command, facts)
    audit = _running_audit(command.audit_id, facts.audits)
    newest = facts.audits.last_completed
    if newest is not None and newest.number > audit.number:
        raise AuditOvertaken(given=command.audit_id, newest=newest.requested.audit_id)
    once_each((finding.item for finding in command.findings), "findings")
    for finding in command.findings:
        known_item(finding.item, rubric)
    completed = _completed(command, audit)
    changes = (_finding(finding, command, facts.audits.sights.get(finding.item)) for finding in command.findings)
    return (*(change for change in changes if change is not None), completed)


@decide.register
def fail_audit(command: FailAudit, facts: Facts) -> Events:
    """An audit that was asked for and has not ended fails, for a reason."""
    opened_round(command, facts)
    _running_audit(command.audit_id, facts.audits)
    return (AuditFailed(audit_id=command.audit_id, reason=text(command.reason, "reason", ReasonMissing)),)


@decide.register
def remove_snapshots(command: RemoveSnapshots, facts: Facts) -> Events:
    """Only of an audit that is over, and never of the newest that saw the website."""
    audit = facts.audits.audits.get(command.audit_id)
    if audit is None:
        raise UnknownAudit(given=command.audit_id)
    newest = facts.audits.last_completed
    if audit.ended_at is None or audit == newest:
        raise SnapshotsNeeded(audit=command.audit_id)
    return (
        SnapshotsRemoved(
            audit_id=command.audit_id,
            bodies=command.bodies,
            bytes=number(command.bytes, "bytes", at_least=0),
            days=number(command.days, "days", at_least=1),
        ),
    )


def _running_audit(audit_id: str, audits: AuditsState) -> Audit:
    audit = audits.audits.get(audit_id)
    if audit is None:
        raise UnknownAudit(given=audit_id)
    if audit.ended_at is not None:
        raise AuditFinished(given=audit_id, ended_at=audit.ended_at.isoformat())
    return audit


def _completed(command: CompleteAudit, audit: Audit) -> AuditCompleted:
    started, finished = aware(command.started_at, "started_at"), aware(command.finished_at, "finished_at")
    if finished < started:
        raise EndsBeforeStart(field="audit", given=finished.isoformat(), starts=started.isoformat())
    return AuditCompleted(
        audit_id=command.audit_id,
        site=command.site,
        rubric=command.rubric,
        outcome=command.outcome,
        started_at=started,
        finished_at=finished,
        pages=number(command.pages, "pages", at_least=0),
        requests=number(command.requests, "requests", at_least=0),
        bytes=number(command.bytes, "bytes", at_least=0),
        report=command.report,
        verdicts={finding.item: finding.verdict for finding in command.findings},
        problems=command.problems,
        replica=command.replica,
        server=command.server,
        scheduled=audit.requested.scheduled,
    )


def _finding(finding: Finding, command: CompleteAudit, before: Sight | None) -> FindingChanged | None:
    confirmed, pending = (before.confirmed, before.pending) if before else (None, None)
    change = FindingChanged(
        audit_id=command.audit_id,
        item=finding.item,
        verdict=finding.verdict,
        confirmed=counts(finding.verdict, confirmed, pending),
        confidence=finding.confidence,
        seen_at=command.finished_at,
        links=finding.links,
        elements=finding.elements,
        months=finding.months,
        note=finding.note,
    )
    return None if before is not None and _substance(change) == _substance(before.last) else change


def _substance(finding: FindingChanged) -> tuple[object, ...]:
    """What makes a finding another one. Wording and confidence may differ each time a page is fetched."""
    links = tuple((link.url, link.status) for link in finding.links)
    elements = tuple((element.id, element.met) for element in finding.elements)
    return finding.verdict, finding.confirmed, links, elements, finding.months
