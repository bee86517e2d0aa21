"""The way of an item: evidence, submission, approval, score, appeal; and the end of the round."""

from typing import Any

import pytest

from shared.events.work import EvidenceAdded, ItemApproved, ItemSubmitted
from shared.rounds import (
    AddEvidence,
    ApproveItem,
    AssignItem,
    CertifyRound,
    DecideAppeal,
    LodgeAppeal,
    RequestAudit,
    ReturnItem,
    ScoreItem,
    SubmitItem,
)

LINK = {"item": "O1", "url": "https://mukdahan.immigration.go.th/ita-2567/o1"}
FILE = {"item": "O1", "sha256": "ab" * 32, "media_type": "application/pdf", "size": 1234, "filename": "o1.pdf"}


@pytest.fixture
def submitted(bench: Any) -> Any:
    """A bench on which O1 waits for the head."""
    bench.do(AddEvidence, **LINK)
    bench.do(SubmitItem, item="O1")
    return bench


def test_an_item_on_its_way(bench: Any) -> None:
    bench.do(AssignItem, item="O1", officers=("วลัยพร จงรักษ์",))
    states = [bench.round.item("O1").status]
    for kind, fields in [
        (AddEvidence, LINK),
        (SubmitItem, {"item": "O1"}),
        (ReturnItem, {"item": "O1", "reason": "ภาพไม่ชัด"}),
        (SubmitItem, {"item": "O1"}),
        (ApproveItem, {"item": "O1"}),
        (ScoreItem, {"item": "O1", "met": False}),
        (LodgeAppeal, {"item": "O1", "explanation": "แสดงอยู่ที่หน้าแรก"}),
        (DecideAppeal, {"item": "O1", "met": True, "reason": "พบตามที่ชี้แจง"}),
    ]:
        bench.do(kind, **fields)
        states.append(bench.round.item("O1").status)
    expected = "assigned evidence submitted returned submitted approved scored appealed decided"
    assert states == expected.split()


def test_a_link_and_a_file_are_evidence_with_ids_in_order(bench: Any) -> None:
    (first,), (second,) = bench.do(AddEvidence, **LINK, note="หน้าเว็บ"), bench.do(AddEvidence, **FILE)
    assert first == EvidenceAdded(evidence_id="O1-1", kind="link", note="หน้าเว็บ", **LINK)
    assert second == EvidenceAdded(evidence_id="O1-2", kind="file", **FILE)
    assert list(bench.round.item("O1").evidence) == ["O1-1", "O1-2"]


def test_the_same_evidence_may_show_another_item(bench: Any) -> None:
    bench.do(AddEvidence, **FILE)
    assert bench.refuse(AddEvidence, **{**FILE, "filename": "renamed.pdf"}).details["evidence"] == "O1-1"
    bench.do(AddEvidence, **{**FILE, "item": "O2"})


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": "ab"}, {"sha256": "AB" * 32}, {"size": 0}, {"size": None}, {"media_type": "pdf"}, {"media_type": None}],
)
def test_a_file_is_described_in_full(bench: Any, wrong: dict[str, Any]) -> None:
    refusal = bench.refuse(AddEvidence, **{**FILE, **wrong})
    assert (refusal.code, refusal.details["field"]) == ("bad-file", next(iter(wrong)))


def test_all_evidence_is_submitted_unless_some_is_named(bench: Any) -> None:
    bench.do(AddEvidence, **LINK)
    bench.do(AddEvidence, **FILE)
    (event,) = bench.do(SubmitItem, item="O1", evidence=("O1-2", "O1-2"))
    assert event == ItemSubmitted(item="O1", evidence=("O1-2",))
    (event,) = bench.do(SubmitItem, item="O1")
    assert event == ItemSubmitted(item="O1", evidence=("O1-1", "O1-2"))


def test_the_head_approves_exactly_what_was_submitted(submitted: Any) -> None:
    submitted.do(AddEvidence, **FILE)
    (event,) = submitted.do(ApproveItem, actor="head", item="O1")
    assert event == ItemApproved(item="O1", evidence=("O1-1",))
    item = submitted.round.item("O1")
    assert (item.approved_by, item.approved_at) == ("head", submitted.now)
    assert not item.pending


def test_nothing_is_approved_or_returned_twice(submitted: Any) -> None:
    submitted.do(ReturnItem, item="O1", reason="ภาพไม่ชัด")
    assert submitted.refuse(ApproveItem, item="O1").details["status"] == "returned"
    submitted.do(SubmitItem, item="O1")
    submitted.do(ApproveItem, item="O1")
    assert submitted.refuse(ApproveItem, item="O1").code == "nothing-submitted"
    assert submitted.refuse(ReturnItem, item="O1", reason="x").code == "nothing-submitted"


def test_approved_work_is_submitted_again_only_with_other_evidence(submitted: Any) -> None:
    submitted.do(ApproveItem, item="O1")
    assert submitted.refuse(SubmitItem, item="O1").code == "submitted-already"
    submitted.do(AddEvidence, **FILE)
    submitted.do(SubmitItem, item="O1")
    item = submitted.round.item("O1")
    assert (item.status, item.approved_by, item.approved_at) == ("submitted", None, None)


def test_work_goes_on_under_a_score(submitted: Any) -> None:
    submitted.do(ScoreItem, item="O1", met=True)
    submitted.do(ApproveItem, item="O1")
    assert (submitted.round.item("O1").status, submitted.round.item("O1").work_status) == ("scored", "approved")


def test_a_score_is_corrected_until_it_is_appealed(bench: Any) -> None:
    bench.do(ScoreItem, item="O9", met=True)
    assert bench.refuse(LodgeAppeal, item="O9", explanation="x").code == "nothing-to-appeal"
    bench.do(ScoreItem, item="O9", met=False, comment="e-VOA เข้าไม่ได้")
    bench.do(LodgeAppeal, item="O9", explanation="เข้าได้แล้ว")
    assert bench.refuse(ScoreItem, item="O9", met=True).code == "score-under-appeal"


def test_an_appeal_is_lodged_and_decided_once(bench: Any) -> None:
    bench.do(ScoreItem, item="O9", met=False)
    bench.do(LodgeAppeal, item="O9", explanation="เข้าได้แล้ว")
    assert bench.refuse(LodgeAppeal, item="O9", explanation="อีกครั้ง").code == "appealed-already"
    bench.do(DecideAppeal, item="O9", met=False, reason="ยังเข้าไม่ได้")
    assert bench.refuse(DecideAppeal, item="O9", met=True, reason="x").code == "appealed-already"
    assert bench.refuse(LodgeAppeal, item="O9", explanation="อีกครั้ง").code == "appealed-already"


def test_after_certification_only_assessors_and_audits_speak(submitted: Any) -> None:
    submitted.do(CertifyRound, note="รับรอง")
    assert submitted.round.certified_at == submitted.now
    assert submitted.refuse(ApproveItem, item="O1").code == "round-certified"
    submitted.do(ScoreItem, item="O1", met=False)
    submitted.do(LodgeAppeal, item="O1", explanation="แสดงอยู่ที่หน้าแรก")
    submitted.do(DecideAppeal, item="O1", met=True, reason="พบ")
    submitted.do(RequestAudit)
