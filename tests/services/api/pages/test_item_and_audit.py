"""The pages of one item and of one audit, and how a score is computed."""

import html
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from shared.access import Role
from shared.events import Meta
from shared.events.audits import FoundLink
from shared.events.streams import responses_stream
from shared.rubric import load_rubric
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers
from tests.services.api.pages.conftest import PAGE, LogIn
from tests.services.worker.facts import answer

Audited = Callable[..., str]


def test_an_item_shows_every_element_month_and_link(log_in: LogIn, audited: Audited) -> None:
    audited(
        FoundLink(
            page="http://replica.example/ita", text="O6 รายงาน", url="http://replica.example/o6", why="code in cell"
        )
    )
    page = log_in(Role.OPERATOR).text(f"{PAGE}/items/O6")
    item = load_rubric(RUBRIC).item("O6")
    assert item is not None
    for element in item.elements:
        assert element.title.th in page
    assert "“" not in page and "<q>ไม่พบเดือนมกราคม</q>" in page
    assert page.count('class="verdict unmet"') == 1 and page.count('class="verdict met"') == 1
    assert page.count('<li class="met">') == 1 and page.count('<li class="unmet">') == 5
    assert '<a href="http://replica.example/o6" rel="noopener noreferrer nofollow">O6 รายงาน</a>' in page
    assert "รหัสข้ออยู่ในช่องของตาราง" in page
    assert f'href="{PAGE}/items/O5"' in page and f'href="{PAGE}/items/O7"' in page


def test_a_hostile_link_is_text_only(log_in: LogIn, audited: Audited) -> None:
    audited(FoundLink(page="javascript:alert(1)", text="<img src=x>", url="JavaScript:alert(2)", why="<b>"))
    page = log_in(Role.OPERATOR).text(f"{PAGE}/items/O6")
    assert 'href="javascript' not in page.lower()
    assert "<img src=x>" not in page and "&lt;img src=x&gt;" in page


def test_evidence_can_be_opened(api: Api, log_in: LogIn, operator: Headers, mukdahan: Callable[[], None]) -> None:
    mukdahan()
    file = {"item": "O1", "file": (BytesIO(b"x" * 3000), "<คำสั่ง>.pdf", "application/pdf")}
    assert api.client.post(f"{ROUND}/evidence", data=file, headers=operator).status_code == 201
    link = {"item": "O1", "url": "https://mukdahan.example/o1", "note": "หน้าเว็บ"}
    assert api.post(f"{ROUND}/evidence", link, operator).status_code == 201
    api.catch_up()
    person = log_in(Role.OPERATOR)
    page = person.text(f"{PAGE}/items/O1")
    assert "&lt;คำสั่ง&gt;.pdf" in page and "2.9 KB" in page and "หน้าเว็บ" in page
    assert person.client.get(f"{ROUND}/evidence/O1-1").data == b"x" * 3000


def test_an_audit_tells_verdicts_and_problems(log_in: LogIn, audited: Audited) -> None:
    audit = audited()
    person = log_in(Role.OPERATOR)
    page = person.text(f"/units/TH-49/audits/{audit}")
    for words in ("ครบถ้วน", "พบบางส่วน", "1 เม.ย. 2567 10:00 น.", "2.0 KB", "expired", "เว็บไซต์จำลองแบบ"):
        assert words in page
    assert f'href="{PAGE}/items/O6"' in page and f'href="{PAGE}/items/O1"' not in page, "only what it looked at"
    assert audit in person.text(PAGE)


def test_an_audit_that_only_waits_is_a_page(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Callable[[], None]
) -> None:
    mukdahan()
    api.post("/api/v1/units/TH-49/website", {"website_url": "https://mukdahan.immigration.go.th"}, operator)
    asked = api.post("/api/v1/units/TH-49/audits", {}, operator).get_json()
    api.catch_up()
    page = log_in(Role.OPERATOR).text(f"/units/TH-49/audits/{asked['events'][0]['data']['audit_id']}")
    assert "รอตรวจ" in page


def test_the_score_is_explained_to_the_last_question(log_in: LogIn, audited: Audited) -> None:
    audited()
    person = log_in(Role.OPERATOR)
    rubric = load_rubric(RUBRIC)
    page = person.text(f"{PAGE}/explain", lang="en")
    for question in rubric.questions:
        assert f"<b>{question.id}</b>" in page
    for item in rubric.items:
        assert f"<b>{item.id}</b>" in page
    assert "by the website audit" in page
    unconfirmed = [rule for rule in (rubric.option_scale, rubric.short_sample, rubric.level_rule) if not rule.confirmed]
    assert unconfirmed and all(rule.title.en in page for rule in unconfirmed)
    assert person.open(f"{PAGE}/explain", as_of="2001-01-01").status_code == 404
    assert "31 Jan 2100" in person.text(f"{PAGE}/explain", as_of="2100-01-31", lang="en")


def test_every_figure_is_explained_on_the_page_without_the_interface(
    api: Api, log_in: LogIn, operator: Headers, audited: Audited
) -> None:
    audited()
    log, meta = api.context.log, Meta(actor="somchai")
    log.append(responses_stream("TH-49", 2567), [answer("EIT1", "high") for _ in range(6)], meta=meta)
    api.post(f"{ROUND}/evidence", {"item": "O1", "url": "https://example.go.th/o1.pdf"}, operator)
    api.catch_up()
    person = log_in(Role.OPERATOR)
    explained = api.get(f"{ROUND}/score/explain", operator).get_json()
    pages = {lang: html.unescape(person.text(f"{PAGE}/explain", lang=lang)) for lang in ("th", "en")}
    for node in every_node(explained["total"]):
        for lang, page in pages.items():
            assert node["sentence"][lang] in page, node["id"]
    assert "EIT (1), visitors, the 5 sheets that may be shown:" in pages["en"]
    assert 'Submitted by the unit: <a href="https://example.go.th/o1.pdf"' in pages["en"]
    assert "ยังขาด:" in pages["th"], "O6 lacks an element"


def every_node(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node["parts"]:
        yield from every_node(part)


def test_an_audit_whose_report_was_lost_still_has_its_page(api: Api, log_in: LogIn, audited: Audited) -> None:
    audit = audited()
    for file in (api.context.settings.data_dir / "blobs").rglob("*"):
        if file.is_file():
            file.unlink()
    page = log_in(Role.OPERATOR).text(f"/units/TH-49/audits/{audit}")
    assert "พบบางส่วน" in page and "expired" not in page
