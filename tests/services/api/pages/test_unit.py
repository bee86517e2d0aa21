"""The page of one unit in one round."""

from collections.abc import Callable

import pytest

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.pages.conftest import PAGE, LogIn

Prepare = Callable[..., None]
BAND = "เพื่อการสาธิต"


def test_without_answers_the_score_is_a_range_and_says_so(log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    page = log_in(Role.OPERATOR).text(PAGE)
    assert page.count("ยังไม่มีคำตอบ") == 2, "IIT and EIT"
    assert "0.00 – 30.00" in page
    assert "จะถึงระดับ" in page and "ยังไม่ยืนยัน" in page
    assert BAND not in page and "เว็บไซต์จำลองแบบ" not in page


def test_all_items_stand_in_their_groups_with_what_is_known(
    api: Api, log_in: LogIn, operator: Headers, audited: Callable[..., str]
) -> None:
    audited()
    assignment = {"item": "O6", "officers": ["วลัยพร จงรักษ์"], "supervisor": "สุปราณี เรือนใสแก้ว", "due": "2024-03-31"}
    assert api.post(f"{ROUND}/assignments", assignment, operator).status_code == 201
    api.catch_up()
    person = log_in(Role.OPERATOR)
    page = person.text(PAGE)
    for number in range(1, 25):
        assert f'href="{PAGE}/items/O{number}"' in page
    for words in ("9.1", "10.2", "วลัยพร จงรักษ์", "สุปราณี เรือนใสแก้ว", "31 มี.ค. 2567", "เกินกำหนด", "พบบางส่วน", "½"):
        assert words in page
    assert page.count("เว็บไซต์จำลองแบบ") == 3, "the website, the score that counts what it showed, and the audit"
    assert '<span class="name">วลัยพร จงรักษ์</span>' in page, "no name breaks in its middle"
    english = person.text(PAGE, lang="en")
    for words in ("31 Mar 2024", "Late by", "Partial", "replica website", "Fiscal year 2567 (2024)"):
        assert words in english


def test_quotas_deadlines_preparation_and_history(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    posts = {
        "staff-count": {"eligible": 48},
        "order": {"number": "222/2566", "dated": "2023-12-28", "title": "แต่งตั้งคณะทำงาน", "signed_by": "วลัยพร จงรักษ์"},
        "quotas": {"instrument": "EIT1", "minimum": 500, "target": 550, "by_work_line": {"งานอำนวยการ": 10}},
        "progress": {"instrument": "EIT1", "reported_on": "2024-02-05", "total": 233},
        "meetings": {"title": "ประชุมติดตาม", "started_at": "2024-02-05T14:00:00+07:00", "directives": ["เร่งรัด"]},
    }
    for name, body in posts.items():
        assert api.post(f"{ROUND}/{name}", body, operator).status_code == 201, name
    api.catch_up()
    page = log_in(Role.OPERATOR).text(PAGE)
    for words in ("233</b> / 500", "รายงาน 233", "5 ก.พ. 2567", "คำสั่งที่ 222/2566", "ประชุมติดตาม", "เร่งรัด", "14:00 น."):
        assert words in page
    assert "ออกคำสั่งที่ 222/2566" in page, "the history tells it"


def test_history_is_paged(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare, monkeypatch) -> None:
    monkeypatch.setattr("services.api.pages.unit.HISTORY", 1)
    mukdahan()
    person = log_in(Role.OPERATOR)
    newest = person.text(PAGE)
    assert "บันทึกรายชื่อเจ้าหน้าที่" in newest
    older = newest.split("?history=")[1].split("#")[0]
    page = person.text(f"{PAGE}?history={older}")
    assert "เปิดรอบการประเมิน" in page and "บันทึกรายชื่อเจ้าหน้าที่" not in page
    assert person.open(PAGE, history="nonsense").status_code == 400


def test_the_score_as_of_a_day(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    person = log_in(Role.OPERATOR)
    page = person.text(PAGE, as_of="2100-01-31", lang="th")
    assert "ณ สิ้นวันที่ 31 ม.ค. 2643" in page
    assert 'id="items"' not in page, "the rest of the page is of today"
    assert person.open(PAGE, as_of="2001-01-01").status_code == 404, "the round was not open then"
    assert person.open(PAGE, as_of="yesterday").status_code == 400


def test_a_simulated_unit_says_so_everywhere(log_in: LogIn, mukdahan: Prepare, simulated_unit: Prepare) -> None:
    simulated_unit()
    person = log_in(Role.OPERATOR)
    path = "/units/TH-10/2567"
    for page in (path, f"{path}/items/O1", f"{path}/explain", f"{path}?as_of=2100-01-01"):
        assert BAND in person.text(page), page
    assert person.text(path).count('class="mark simulated"') == 3, "unit, score, history"


NOWHERE = (
    "/units/TH-49/2599",
    "/units/TH-49/99999999999",
    f"{PAGE}/items/O99",
    "/units/TH-49/2599/explain",
    "/units/TH-49/audits/none",
    "/units/XX/2567",
    "/units/XX",
)


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("language", ["th", "en"])
def test_what_there_is_not_is_a_page_in_both_languages(
    log_in: LogIn, mukdahan: Prepare, path: str, language: str
) -> None:
    mukdahan()
    answer = log_in(Role.OPERATOR).open(path, lang=language)
    assert answer.status_code == 404
    assert answer.content_type.startswith("text/html")
    assert "ไม่" in answer.text and ("There is no" in answer.text or "has no round" in answer.text)


def test_a_unit_without_a_round_is_still_a_page(api: Api, log_in: LogIn, operator: Headers) -> None:
    api.post("/api/v1/units", {"unit": "TH-20", "name_th": "ตม.จว.ชลบุรี", "name_en": "Chon Buri"}, operator)
    api.catch_up()
    assert "ยังไม่ได้เปิดรอบการประเมิน" in log_in(Role.OPERATOR).text("/units/TH-20")


def test_a_unit_leads_to_its_latest_round(log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    assert log_in(Role.OPERATOR).open("/units/TH-49").headers["Location"] == PAGE
