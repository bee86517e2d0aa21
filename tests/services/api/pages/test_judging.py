"""Confirming and rejecting links: two buttons, no script, and only for those who work on the items."""

from collections.abc import Callable

from shared.access import Role
from shared.events.audits import FoundLink
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.pages.conftest import PAGE, LogIn

Audited = Callable[..., str]
SURE = FoundLink(page="http://r.example/ita", text="O6 รายงาน", url="http://r.example/o6", why="code in cell")
UNSURE = FoundLink(
    page="http://r.example/", text="ผลงาน", url="http://r.example/x?utm_id=1", why="title in menu", confidence="0.70",
    unsure=True,
)  # fmt: skip
WORDS = {"item": "O6", "url": UNSURE.url, "page": UNSURE.page, "text": "ผลงาน"}


def listed(api: Api, headers: Headers) -> list[tuple[str, bool, bool, str | None]]:
    api.catch_up()
    found = api.get(f"{ROUND}/links", headers).get_json()["links"]
    return [(link["url"], link["shown"], link["unsure"], link["decision"]) for link in found]


def test_a_link_is_confirmed_by_a_button_and_taken_back(
    api: Api, log_in: LogIn, audited: Audited, operator: Headers
) -> None:
    audited(SURE, UNSURE)
    officer = log_in(Role.OFFICER, unit="TH-49")
    page = officer.text(f"{PAGE}/links")
    assert "ลิงก์ที่รอการยืนยัน (1)" in page and "ความเชื่อมั่น 70%" in page and "ใช่ ลิงก์ของข้อนี้" in page
    assert listed(api, operator) == [(SURE.url, True, False, None), (UNSURE.url, True, True, None)]
    sent = officer.send(f"{PAGE}/links", f"{PAGE}/links", decision="confirmed", **WORDS, **{"from": "links"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{PAGE}/links")
    assert listed(api, operator)[1] == (UNSURE.url, True, False, "confirmed")
    page = officer.text(f"{PAGE}/links", lang="en")
    assert "Links waiting to be confirmed (0)" in page and "Links that were judged (1)" in page
    assert "The link was confirmed" in page and "person-officer-TH-49-None" in page
    officer.send(f"{PAGE}/links", f"{PAGE}/links", decision="reopened", **WORDS)
    assert listed(api, operator)[1] == (UNSURE.url, True, True, None)


def test_on_the_page_of_the_item_every_link_can_be_judged(api: Api, log_in: LogIn, audited: Audited) -> None:
    audited(SURE, UNSURE)
    officer = log_in(Role.OFFICER, unit="TH-49")
    assert officer.text(f"{PAGE}/items/O6").count('value="confirmed"') == 2
    words = {"item": "O6", "url": SURE.url, "decision": "rejected", "from": "item"}
    sent = officer.send(f"{PAGE}/links", f"{PAGE}/items/O6", **words)
    assert sent.headers["Location"] == f"{PAGE}/items/O6"
    api.catch_up()
    page = officer.text(f"{PAGE}/items/O6")
    assert "ปฏิเสธแล้ว" in page and page.count('value="rejected"') == 1
    again = officer.send(f"{PAGE}/links", f"{PAGE}/items/O6", **words)
    assert again.status_code == 409 and "was said" in again.text
    assert f'value="{SURE.url}" placeholder' not in again.text, "the form for evidence stays empty"


def test_what_a_later_audit_does_not_show_is_listed_still(
    api: Api, log_in: LogIn, audited: Audited, operator: Headers
) -> None:
    audited(SURE)
    link = {"item": "O6", "url": "http://r.example/old", "page": "http://r.example/ita", "decision": "confirmed"}
    answer = api.post(f"{ROUND}/links", link, operator)
    assert answer.status_code == 201
    assert [event["type"] for event in answer.get_json()["events"]] == ["LinkConfirmed"]
    assert ("http://r.example/old", False, False, "confirmed") in listed(api, operator)
    assert "ไม่พบในการตรวจล่าสุด" in log_in(Role.OPERATOR).text(f"{PAGE}/links")


def test_the_bureau_reads_and_sees_no_button(log_in: LogIn, audited: Audited) -> None:
    audited(SURE, UNSURE)
    bureau = log_in(Role.BUREAU, division=4)
    page = bureau.text(f"{PAGE}/links")
    assert "ผลงาน" in page and "ใช่ ลิงก์ของข้อนี้" not in page
    refused = bureau.send(f"{PAGE}/links", f"{PAGE}/links", decision="confirmed", **WORDS)
    assert refused.status_code == 403


def test_bad_input_is_refused(api: Api, audited: Audited, operator: Headers) -> None:
    audited(SURE)
    with api.untouched():
        for body in ({}, {"item": "O6"}, {"item": "O6", "url": SURE.url, "decision": "maybe"}):
            assert api.post(f"{ROUND}/links", body, operator).status_code == 422
        wrong = {"item": "O6", "url": "javascript:alert(1)", "decision": "confirmed"}
        assert api.post(f"{ROUND}/links", wrong, operator).get_json()["code"] == "bad-link"


def test_the_kept_state_gives_the_same_rows_after_a_batch(api: Api, audited: Audited, operator: Headers) -> None:
    audited(SURE, UNSURE)
    api.post(f"{ROUND}/links", {"item": "O6", "url": UNSURE.url, "decision": "rejected"}, operator)
    api.catch_up()
    api.post(f"{ROUND}/links", {"item": "O6", "url": SURE.url, "decision": "confirmed"}, operator)
    assert [decision for *_, decision in listed(api, operator)] == ["confirmed", "rejected"]
