"""One audit of a unit's website: how it went, what it saw of each item, and what could not be fetched."""

from typing import Any

from flask.typing import ResponseReturnValue

from services.api.auth import unknown_unit
from services.api.context import context
from services.api.pages.compared import compared
from services.api.pages.rendering import render
from services.api.problems import UnknownAudit
from services.api.queries.audits import kept_report
from services.api.queries.snapshots import earlier_audit
from services.api.reads import number, wait_for_position
from services.api.routing import page
from shared.access import Permission
from shared.rubric import load_rubric
from shared.views import queries
from shared.views.faults import fault_words

#: Outcomes of audits that saw the website; where it was out of reach, nothing on it has changed.
_SEEN = ("complete", "partial")


@page("GET", "/units/<unit>/audits/<audit_id>", Permission.UNIT_READ)
def audit_page(unit: str, audit_id: str) -> ResponseReturnValue:
    wait_for_position(unit)
    with context().engine.connect() as connection:
        found = queries.unit(connection, unit)
        if found is None:
            raise unknown_unit(unit)
        row = queries.audit(connection, unit, audit_id, fiscal_year=number("fiscal_year", highest=9999))
        if row is None:
            raise UnknownAudit(audit_id=audit_id)
        before = earlier_audit(connection, row) if row.outcome in _SEEN else None
        outage = queries.outage_of(connection, row)
        round_ = queries.round_document(connection, unit, row.fiscal_year)
    rubric = row.rubric or (round_.rubric if round_ else None)
    report = kept_report(row.report) or {}
    return render(
        "audit.html",
        simulated=row.simulated or found.simulated,
        unit=found,
        audit=row,
        findings={finding["item"]: finding for finding in report.get("items", [])},
        compared=compared(before, row),
        outage=outage,
        archived=bool(report.get("snapshots")),
        problems=[_worded(problem) for problem in report.get("problems", [])],
        unmatched=report.get("unmatched_links"),
        unsure=len(report.get("unsure", [])),
        items=load_rubric(rubric).items if rubric else (),
    )


def _worded(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem of a report with its sentence. permanent: None in reports that did not tell it yet."""
    words = fault_words(problem["kind"], problem["detail"])
    return {"permanent": None, **problem, "words": words}
