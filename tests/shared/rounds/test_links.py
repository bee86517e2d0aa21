"""What a person says of a link: once, until somebody says otherwise or takes it back."""

from datetime import timedelta
from typing import Any

from shared.events.audits import FoundLink, LinkConfirmed, LinkRejected, LinkReopened
from shared.rounds import CertifyRound, CompleteAudit, Finding, JudgeLink, RequestAudit

URL = "https://mukdahan.immigration.go.th/o6"


def judge(bench: Any, decision: str, url: str = URL, item: str = "O6", **fields: Any) -> Any:
    (event,) = bench.do(JudgeLink, item=item, url=url, decision=decision, **fields)
    return event


def test_a_link_is_confirmed_and_rejected_in_its_one_spelling(bench: Any) -> None:
    page = "https://mukdahan.immigration.go.th/ita"
    said = judge(bench, "confirmed", "HTTPS://Mukdahan.immigration.go.th:443/o6?utm_source=x#top", page=page, text="ผล")
    assert said == LinkConfirmed(item="O6", url=URL, page=page, text="ผล")
    assert bench.audits.judgements == (said,)
    assert judge(bench, "rejected") == LinkRejected(item="O6", url=URL, page="")
    assert [type(each) for each in bench.audits.judgements] == [LinkRejected]


def test_the_same_is_said_once_and_taken_back_once(bench: Any) -> None:
    assert bench.refuse(JudgeLink, item="O6", url=URL, decision="reopened").code == "link-not-judged"
    judge(bench, "confirmed")
    assert bench.refuse(JudgeLink, item="O6", url=URL + "#x", decision="confirmed").code == "link-judged-already"
    assert judge(bench, "reopened") == LinkReopened(item="O6", url=URL)
    assert bench.audits.judgements == ()
    judge(bench, "confirmed")


def test_items_are_judged_apart(bench: Any) -> None:
    judge(bench, "confirmed")
    judge(bench, "rejected", item="O7")
    judge(bench, "reopened")
    assert [(each.item, type(each)) for each in bench.audits.judgements] == [("O7", LinkRejected)]


def test_page_and_text_come_from_the_last_audit_unless_given(bench: Any) -> None:
    seen = FoundLink(page="https://m.go.th/ita", text="รายงานผล", url=URL + "?utm_id=1", why="title in menu")
    (asked,) = bench.do(RequestAudit)
    bench.later(minutes=5)
    bench.do(
        CompleteAudit, audit_id=asked.audit_id, site="https://m.go.th", rubric="2567-provincial-immigration",
        outcome="complete", started_at=bench.now - timedelta(minutes=1), finished_at=bench.now, pages=1, requests=1,
        bytes=1, report="ab" * 32,
        findings=(Finding(item="O6", verdict="present", confidence="0.70", links=(seen,)),),
    )  # fmt: skip
    said = judge(bench, "confirmed")
    assert (said.page, said.text) == (seen.page, seen.text)


def test_what_cannot_be_judged(bench: Any) -> None:
    assert bench.refuse(JudgeLink, item="O99", url=URL, decision="confirmed").code == "unknown-item"
    for url in ("", "javascript:void(0)", "ftp://x.go.th/a", "https://u:p@x.go.th/"):
        assert bench.refuse(JudgeLink, item="O6", url=url, decision="confirmed").code == "bad-link"
    assert bench.refuse(JudgeLink, item="O6", url=URL, page="nowhere", decision="confirmed").code == "bad-link"
    bench.do(CertifyRound)
    assert bench.refuse(JudgeLink, item="O6", url=URL, decision="rejected").code == "round-certified"
