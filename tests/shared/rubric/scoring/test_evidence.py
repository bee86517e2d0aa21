"""Which evidence counts for an item."""

from datetime import UTC, date, datetime

import pytest

from shared.rubric import Verdict
from shared.rubric.scoring import AuditResult, ItemStanding, Ruling, best_evidence, counted

WHEN = datetime(2024, 3, 1, tzinfo=UTC)
YES, NO = Ruling(True, WHEN, "somebody"), Ruling(False, WHEN, "somebody")


def audit(verdict: Verdict, *, confirmed: bool = True) -> AuditResult:
    return AuditResult(verdict, confirmed, WHEN, f"audit-{verdict}")


def test_an_appeal_decision_outweighs_everything() -> None:
    found = best_evidence(appeal=YES, assessor=NO, audit=audit("missing"), approval=NO)
    assert (found.basis, found.met, found.verdict) == ("appeal", True, "missing")


def test_an_assessors_score_outweighs_an_audit() -> None:
    found = best_evidence(assessor=NO, audit=audit("present"), approval=YES)
    assert (found.basis, found.met, found.by) == ("assessor", False, "somebody")


def test_an_audit_outweighs_the_heads_approval() -> None:
    found = best_evidence(audit=audit("partial"), approval=YES)
    assert (found.basis, found.met, found.by) == ("audit", False, "audit-partial")


def test_the_heads_approval_counts_where_no_audit_could_tell() -> None:
    found = best_evidence(seen=audit("unknown"), approval=YES)
    assert (found.basis, found.met, found.verdict) == ("approval", True, "unknown")


def test_a_submission_that_the_head_did_not_approve_counts_for_nothing() -> None:
    assert best_evidence(approval=NO).basis == "none"


def test_without_evidence_nothing_is_known() -> None:
    assert best_evidence(due=date(2024, 1, 31)) == ItemStanding(due=date(2024, 1, 31))


def test_a_loss_seen_once_is_shown_as_unsettled_but_does_not_count() -> None:
    before, loss = audit("present"), audit("missing", confirmed=False)
    found = best_evidence(audit=counted(before, loss), seen=loss)
    assert (found.verdict, found.met, found.confirmed) == ("present", True, False)


def test_a_loss_seen_twice_counts() -> None:
    found = best_evidence(audit=counted(audit("present"), audit("missing")))
    assert (found.verdict, found.met, found.confirmed) == ("missing", False, True)


@pytest.mark.parametrize("before", [None, audit("present"), audit("stale")])
def test_an_audit_that_could_not_tell_changes_nothing(before: AuditResult | None) -> None:
    assert counted(before, audit("unknown")) == before
