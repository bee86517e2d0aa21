"""The daily forms: what they record, and what becomes of what is refused."""

from collections.abc import Callable

import pytest

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.pages.conftest import PAGE, LogIn

Prepare = Callable[[], None]
LINK = "https://mukdahan.example/o1"


def _status(api: Api, operator: Headers) -> str:
    api.catch_up()
    status: str = api.get(f"{ROUND}/items/O1", operator).get_json()["status"]
    return status


def test_an_item_goes_from_evidence_to_approval(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    officer, head = log_in(Role.OFFICER, unit="TH-49"), log_in(Role.HEAD, unit="TH-49")
    added = officer.send(f"{PAGE}/evidence", PAGE, item="O1", url=LINK, note="หน้าแรก")
    assert (added.status_code, added.headers["Location"]) == (303, PAGE)
    assert "เพิ่มหลักฐานแล้ว" in officer.text(PAGE)
    assert "เพิ่มหลักฐานแล้ว" not in officer.text(PAGE), "said once"
    assert _status(api, operator) == "evidence"
    sent = officer.send(f"{PAGE}/submissions", f"{PAGE}/items/O1", item="O1", **{"from": "item"})
    assert sent.headers["Location"] == f"{PAGE}/items/O1"
    assert _status(api, operator) == "submitted"
    assert "1 ข้อ" in head.text(PAGE)
    assert head.send(f"{PAGE}/approvals", PAGE, item="O1", decision="approved").status_code == 303
    assert _status(api, operator) == "approved"
    history = api.get(f"{ROUND}/history", operator, item="O1").get_json()["items"]
    assert [(row["actor"], row["role"]) for row in history] == [
        ("person-head-TH-49-None", "head"),
        ("person-officer-TH-49-None", "officer"),
        ("person-officer-TH-49-None", "officer"),
    ]


def test_a_return_needs_a_reason(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    api.post(f"{ROUND}/evidence", {"item": "O1", "url": LINK}, operator)
    api.post(f"{ROUND}/submissions", {"item": "O1"}, operator)
    api.catch_up()
    head = log_in(Role.HEAD, unit="TH-49")
    assert head.send(f"{PAGE}/approvals", PAGE, item="O1", decision="returned").status_code == 422
    done = head.send(f"{PAGE}/approvals", PAGE, item="O1", decision="returned", reason="ขาดเดือนมกราคม")
    assert done.status_code == 303
    assert _status(api, operator) == "returned"
    assert "ขาดเดือนมกราคม" in head.text(f"{PAGE}/items/O1")


@pytest.mark.parametrize("from_page", ["unit", "item"])
def test_a_refused_form_is_shown_again_with_what_was_entered(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare, from_page: str
) -> None:
    mukdahan()
    head_before = api.context.log.head()
    officer = log_in(Role.OFFICER, unit="TH-49")
    head_after_login = api.context.log.head()
    form = {"item": "O1", "url": "not an address <b>", "note": "บันทึกของฉัน", "from": from_page}
    answer = officer.send(f"{PAGE}/evidence", PAGE, **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text and 'lang="en"' in answer.text
    assert 'value="not an address &lt;b&gt;"' in answer.text and 'value="บันทึกของฉัน"' in answer.text
    shown_at = PAGE if from_page == "unit" else f"{PAGE}/items/O1"
    assert f'href="{shown_at}?lang=en"' in answer.text, (
        "the language switch leads to the page, not to the form's target"
    )
    assert api.context.log.head() == head_after_login >= head_before, "nothing was recorded"


def test_what_the_state_forbids_is_a_conflict(api: Api, log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    head = log_in(Role.HEAD, unit="TH-49")
    for path, form in (("submissions", {}), ("approvals", {"decision": "approved"}), ("audits", {})):
        answer = head.send(f"{PAGE}/{path}", PAGE, item="O1", **form)
        assert answer.status_code == 409, path
        assert 'role="alert"' in answer.text
    assert head.send(f"{PAGE}/submissions", PAGE, item="O99").status_code == 404


def test_an_audit_is_asked_for(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    api.post("/api/v1/units/TH-49/website", {"website_url": "https://mukdahan.immigration.go.th"}, operator)
    officer = log_in(Role.OFFICER, unit="TH-49")
    assert officer.send(f"{PAGE}/audits", PAGE, item="O6", **{"from": "item"}).status_code == 303
    api.catch_up()
    audits = api.get("/api/v1/units/TH-49/audits", operator).get_json()["items"]
    assert [audit["items"] for audit in audits] == [["O6"]]
    assert "สั่งตรวจแล้ว" in officer.text(f"{PAGE}/items/O6")


def test_a_form_without_our_token_records_nothing(api: Api, log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    officer = log_in(Role.OFFICER, unit="TH-49")
    before = api.context.log.head()
    answer = officer.client.post(f"{PAGE}/evidence", data={"item": "O1", "url": LINK}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert api.context.log.head() == before


def test_a_certified_round_offers_no_forms(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    assert api.post(f"{ROUND}/certification", {}, operator).status_code == 201
    api.catch_up()
    page = log_in(Role.HEAD, unit="TH-49").text(PAGE)
    assert "ผู้บริหารรับรองแล้ว" in page
    assert f'action="{PAGE}/' not in page
