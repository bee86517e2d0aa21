"""A report as the command that records it."""

from services.crawler.audit import AuditReport, ElementFinding, ItemFinding, LinkFinding
from services.crawler.match import UNSURE_BELOW
from shared.events import Text
from shared.events.audits import CheckedElement, FoundLink
from shared.rounds import CompleteAudit, Finding


def completion(
    report: AuditReport,
    *,
    unit: str,
    fiscal_year: int,
    audit_id: str,
    blob: str,
    replica: bool,
    server: str | None = None,
) -> CompleteAudit:
    """The command. blob: SHA-256 (hex) of the whole report in the evidence store; server: the site's address."""
    return CompleteAudit(
        unit=unit,
        fiscal_year=fiscal_year,
        audit_id=audit_id,
        site=report.site,
        rubric=report.rubric,
        outcome=report.outcome,
        started_at=report.started_at,
        finished_at=report.finished_at,
        pages=report.pages,
        requests=report.requests,
        bytes=report.bytes,
        report=blob,
        findings=tuple(_finding(item) for item in report.items),
        problems=len(report.problems),
        replica=replica,
        server=server,
    )


def _finding(item: ItemFinding) -> Finding:
    return Finding(
        item=item.item,
        verdict=item.verdict,
        confidence=f"{item.confidence:.2f}",
        links=tuple(_link(link) for link in item.links),
        elements=tuple(_element(element) for element in item.elements),
        months=item.months,
        note=Text(th=item.note.th, en=item.note.en) if item.note else None,
    )


def _link(link: LinkFinding) -> FoundLink:
    same = ("page", "text", "url", "why", "status", "media_type", "sha256")
    facts = {name: getattr(link, name) for name in same}
    return FoundLink(**facts, confidence=f"{link.confidence:.2f}", unsure=link.confidence < UNSURE_BELOW)


def _element(element: ElementFinding) -> CheckedElement:
    return CheckedElement(**{name: getattr(element, name) for name in CheckedElement.__struct_fields__})
