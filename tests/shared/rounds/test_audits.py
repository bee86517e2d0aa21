"""Audits: when one may run, and which of its findings count."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.audits import (
    AuditCompleted,
    AuditFailed,
    AuditRequested,
    CheckedElement,
    FindingChanged,
    FoundLink,
    SnapshotsRemoved,
)
from shared.rounds import CompleteAudit, FailAudit, Finding, RemoveSnapshots, RequestAudit
from shared.rounds.audits.decisions import COOL_DOWN, STALE_AFTER
from shared.rounds.audits.verdicts import RANK

VERDICTS = st.sampled_from([*RANK, "unknown"])


def finding(verdict: str, item: str = "O6", **fields: Any) -> Finding:
    return Finding(item=item, verdict=verdict, confidence="0.97", **fields)


def complete(bench: Any, *findings: Finding, audit_id: str | None = None) -> list[FindingChanged]:
    """An audit is asked for and completed with these findings; what changed by it."""
    if audit_id is None:
        (requested,) = bench.do(RequestAudit, scheduled=True)
        audit_id = requested.audit_id
    bench.later(minutes=5)
    *changes, completed = bench.do(CompleteAudit, **report(bench, audit_id, findings))
    assert isinstance(completed, AuditCompleted)
    assert completed.verdicts == {each.item: each.verdict for each in findings}
    return changes


def report(bench: Any, audit_id: str, findings: tuple[Finding, ...] = ()) -> dict[str, Any]:
    return {
        "audit_id": audit_id,
        "site": "https://mukdahan.immigration.go.th",
        "rubric": "2567-provincial-immigration",
        "outcome": "complete",
        "started_at": bench.now - timedelta(minutes=4),
        "finished_at": bench.now,
        "pages": 57,
        "requests": 81,
        "bytes": 1234567,
        "report": "ab" * 32,
        "findings": findings,
    }


def sights(bench: Any, *verdicts: str) -> list[tuple[str, bool] | None]:
    """One audit for each verdict; (verdict, confirmed) of the change it made, None for no change."""
    changes = [complete(bench, finding(verdict)) for verdict in verdicts]
    return [(change[0].verdict, change[0].confirmed) if change else None for change in changes]


def test_audits_are_numbered_in_their_round(bench: Any) -> None:
    (first,) = bench.do(RequestAudit, items=("O6",))
    assert first == AuditRequested(audit_id="TH-49-2567-1", items=("O6",))
    (failed,) = bench.do(FailAudit, audit_id="TH-49-2567-1", reason="out of disk space")
    assert failed == AuditFailed(audit_id="TH-49-2567-1", reason="out of disk space")
    (second,) = bench.do(RequestAudit, scheduled=True)
    assert second == AuditRequested(audit_id="TH-49-2567-2", scheduled=True)


def test_a_completed_audit_says_whether_the_night_asked_for_it(bench: Any) -> None:
    for scheduled in (True, False):
        (asked,) = bench.do(RequestAudit, scheduled=scheduled)
        (completed,) = bench.do(CompleteAudit, **report(bench, asked.audit_id))
        assert completed.scheduled is scheduled


def test_one_audit_at_a_time_unless_it_is_lost(bench: Any) -> None:
    bench.do(RequestAudit)
    bench.now += STALE_AFTER - timedelta(seconds=1)
    refusal = bench.refuse(RequestAudit, scheduled=True)
    assert (refusal.code, refusal.details["audit"]) == ("audit-running", "TH-49-2567-1")
    bench.later(seconds=1)
    bench.do(RequestAudit, scheduled=True)


def test_an_item_is_audited_by_name_again_after_the_cool_down(bench: Any) -> None:
    (requested,) = bench.do(RequestAudit, items=("O6", "O7"))
    asked_at = bench.now
    complete(bench, finding("present"), audit_id=requested.audit_id)
    refusal = bench.refuse(RequestAudit, items=("O7",))
    assert (refusal.code, refusal.details["allowed_from"]) == ("audit-too-soon", (asked_at + COOL_DOWN).isoformat())
    bench.now = asked_at + COOL_DOWN
    bench.do(RequestAudit, items=("O7",))


def test_the_nightly_run_and_other_items_do_not_wait(bench: Any) -> None:
    (requested,) = bench.do(RequestAudit, items=("O6",))
    complete(bench, finding("present"), audit_id=requested.audit_id)
    (other,) = bench.do(RequestAudit, items=("O7",))
    complete(bench, finding("present", "O7"), audit_id=other.audit_id)
    bench.do(RequestAudit, items=("O6",), scheduled=True)


def test_the_first_sight_counts_whatever_it_is(bench: Any) -> None:
    changes = complete(bench, finding("missing"), finding("present", "O1"), finding("unknown", "O2"))
    assert [(change.item, change.confirmed) for change in changes] == [("O6", True), ("O1", True), ("O2", False)]


def test_what_has_not_changed_is_no_event(bench: Any) -> None:
    assert sights(bench, "present", "present", "unknown", "unknown") == [
        ("present", True),
        None,
        ("unknown", False),
        None,
    ]


def test_a_loss_counts_when_a_second_audit_repeats_it(bench: Any) -> None:
    assert sights(bench, "present", "missing", "missing", "missing") == [
        ("present", True),
        ("missing", False),
        ("missing", True),
        None,
    ]


def test_a_loss_that_passes_never_counts(bench: Any) -> None:
    assert sights(bench, "present", "missing", "present", "missing") == [
        ("present", True),
        ("missing", False),
        ("present", True),
        ("missing", False),
    ]


def test_a_smaller_loss_counts_after_a_greater_one_but_not_the_other_way_round(bench: Any) -> None:
    assert sights(bench, "present", "missing", "partial", "stale")[1:] == [
        ("missing", False),
        ("partial", True),
        ("stale", False),
    ]


def test_an_audit_that_could_not_tell_neither_counts_nor_hides_a_loss(bench: Any) -> None:
    assert sights(bench, "present", "missing", "unknown", "missing") == [
        ("present", True),
        ("missing", False),
        ("unknown", False),
        ("missing", True),
    ]


def test_a_gain_counts_at_once(bench: Any) -> None:
    assert sights(bench, "missing", "partial", "present") == [("missing", True), ("partial", True), ("present", True)]


@pytest.mark.parametrize(
    "other",
    [
        {"links": (FoundLink(page="p", text="t", url="https://b/", why="code"),)},
        {"links": (FoundLink(page="p", text="t", url="https://a/", why="code", status=404),)},
        {"elements": (CheckedElement(id="month", met=False),)},
        {"months": ("2566-10",)},
    ],
)
def test_other_links_elements_or_months_are_a_change(bench: Any, other: dict[str, Any]) -> None:
    seen = {
        "links": (FoundLink(page="p", text="t", url="https://a/", why="code", status=200),),
        "elements": (CheckedElement(id="month", met=True, evidence="ต.ค. 66"),),
        "months": ("2566-10", "2566-11"),
    }
    complete(bench, finding("partial", **seen))
    assert len(complete(bench, finding("partial", **{**seen, **other}))) == 1


def test_other_wording_or_confidence_is_not(bench: Any) -> None:
    seen = {"elements": (CheckedElement(id="month", met=True, evidence="ต.ค. 66"),)}
    reworded = {"elements": (CheckedElement(id="month", met=True, evidence="ตุลาคม 2566"),)}
    complete(bench, finding("present", **seen))
    assert complete(bench, Finding(item="O6", verdict="present", confidence="0.8", **reworded)) == []


def test_a_lost_audit_may_still_report_but_not_after_a_newer_one(bench: Any) -> None:
    bench.do(RequestAudit)
    bench.now += STALE_AFTER
    bench.do(RequestAudit)
    bench.do(CompleteAudit, **report(bench, "TH-49-2567-1"))
    complete(bench, finding("present"), audit_id="TH-49-2567-2")
    bench.do(RequestAudit)
    bench.now += STALE_AFTER
    bench.do(RequestAudit)
    complete(bench, finding("present"), audit_id="TH-49-2567-4")
    assert bench.refuse(CompleteAudit, **report(bench, "TH-49-2567-3")).code == "audit-overtaken"


@given(verdicts=st.lists(VERDICTS, max_size=12))
def test_what_counts_follows_from_two_sights_in_a_row(open_bench: Any, verdicts: list[str]) -> None:
    bench = open_bench()
    known: list[str] = []
    for verdict in verdicts:
        before = bench.audits.sights.get("O6")
        complete(bench, finding(verdict))
        known += [verdict] if verdict != "unknown" else []
        sight = bench.audits.sights["O6"]
        assert (sight.confirmed is None) == (not known)
        if verdict == "unknown":
            assert sight.confirmed == (before.confirmed if before else None)
        elif before and before.confirmed and RANK[verdict] < RANK[before.confirmed] and sight.confirmed == verdict:
            assert RANK[known[-2]] <= RANK[verdict]
    if len(known) > 1 and known[-1] == known[-2]:
        assert bench.audits.sights["O6"].confirmed == known[-1]


def test_snapshots_are_removed_only_of_audits_that_are_over_and_superseded(bench: Any) -> None:
    removal = {"bodies": ("ab" * 32,), "bytes": 1200, "days": 90}
    complete(bench, finding("present"))
    refused = bench.refuse(RemoveSnapshots, audit_id="TH-49-2567-1", **removal)
    assert (refused.code, refused.details["audit"]) == ("snapshots-needed", "TH-49-2567-1")
    complete(bench, finding("present"))
    (removed,) = bench.do(RemoveSnapshots, audit_id="TH-49-2567-1", **removal)
    assert removed == SnapshotsRemoved(audit_id="TH-49-2567-1", **removal)
    bench.do(RequestAudit)
    assert bench.refuse(RemoveSnapshots, audit_id="TH-49-2567-3", **removal).code == "snapshots-needed"
    assert bench.refuse(RemoveSnapshots, audit_id="TH-49-2567-9", **removal).code == "unknown-audit"
