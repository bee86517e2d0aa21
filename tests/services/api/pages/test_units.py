"""The list of units."""

import re
from collections.abc import Callable

import pytest

from services.api.pages import units
from shared.access import Role
from shared.events import Meta
from shared.events.streams import responses_stream
from shared.execution import execute
from shared.rounds import RegisterUnit
from shared.rubric import Rubric, as_json, load_rubric
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers
from tests.services.api.pages.conftest import LogIn
from tests.services.worker.facts import META, answer

Prepare = Callable[..., None]
BAND = "เพื่อการสาธิต"


def _register(api: Api, unit: str, name: str, **more: object) -> None:
    command = RegisterUnit(unit=unit, name_th=name, name_en=f"{name} (en)", **more)  # type: ignore[arg-type]
    execute(api.context.log, command, meta=Meta(actor="test"))


def _answer(api: Api, unit: str) -> None:
    """One answer to each survey: the least that a unit is ranked with."""
    api.context.log.append(responses_stream(unit, 2567), [answer("IIT", "least"), answer("EIT1", "least")], meta=META)


def _order(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/units/([^"/]+)', page)


def test_units_with_data_are_ranked_and_the_others_follow(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    _register(api, "TH-20", "ตม.จว.ชลบุรี", division=3)
    api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator)
    _answer(api, "TH-49")
    api.catch_up()
    page = log_in(Role.OPERATOR).text("/units", year=2567)
    assert _order(page) == ["TH-49", "TH-20"]
    assert '<td class="rank">1</td>' in page and '<td class="rank">–</td>' in page
    explained = "/units/TH-49/2567/explain"
    leading = re.findall(rf'<a href="{explained}(#[A-Z]+)?">', page)
    assert leading == ["#IIT", "#EIT", "#OIT", ""], "every figure leads to how it is computed"
    assert f'<a href="{explained}#OIT">1.50</a>' in page and "0.00 – " not in page.split("ranking")[0]
    assert "ยังไม่เปิดรอบการประเมินปีนี้" in page
    assert "จัดอันดับได้ 1" in page
    assert "ตัวอย่างไม่ถึงขั้นต่ำ: EIT1, EIT2" in page


def test_a_unit_without_answers_is_listed_with_the_reason_and_what_is_known(
    api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator)
    api.catch_up()
    page = log_in(Role.OPERATOR).text("/units", year=2567)
    assert '<td class="rank">–</td>' in page and '<td class="rank">1</td>' not in page
    assert "ข้อมูลยังไม่พอจัดอันดับ: ยังไม่มีคำตอบ IIT และ EIT" in page
    cells = re.findall(r'data-label="([EIO]+T)">(?:<a [^>]+>)?([^<]+)<', page)
    assert cells == [("IIT", "–"), ("EIT", "–"), ("OIT", "1.50")]
    assert "จัดอันดับได้ 0" in page


def test_agency_groups_can_be_told_apart_and_the_list_downloaded(api: Api, log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    person = log_in(Role.OPERATOR)
    assert 'name="agency_group"' not in person.text("/units"), "one group leaves no choice"
    _register(api, "TH-20", "สภ.เมืองชลบุรี", agency_group="police-station")
    api.catch_up()
    page = person.text("/units", agency_group="police-station")
    assert _order(page) == ["TH-20"]
    assert '<option value="police-station" selected>' in page
    files = re.findall(r'href="(/api/v1/rounds/[^"]+)"', page)
    assert [person.open(file.replace("&amp;", "&")).mimetype for file in files] == [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]  # fmt: skip
    assert "TH-49" not in person.open(files[0].replace("&amp;", "&")).text


def test_the_list_is_filtered_and_sorted(api: Api, log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    _register(api, "TH-20", "ตม.จว.ชลบุรี", division=3, division_inferred=True)
    api.catch_up()
    person = log_in(Role.OPERATOR)
    assert _order(person.text("/units", search="ชลบุรี")) == ["TH-20"]
    assert _order(person.text("/units", search="th-4")) == ["TH-49"]
    assert _order(person.text("/units", division=3)) == ["TH-20"]
    assert "อนุมาน" in person.text("/units", division=3)
    assert "อนุมาน" not in person.text("/units", division=4)
    assert "ไม่พบหน่วยงานตามเงื่อนไขนี้" in person.text("/units", search="ไม่มี")
    assert _order(person.text("/units", sort="no such order")) == ["TH-20", "TH-49"]


def test_thai_names_sort_as_in_a_dictionary(api: Api, log_in: LogIn, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    rubric = {"fiscal_year": 2567, "rubric": "2567-provincial-immigration"}
    for code, name in (("TH-50", "เชียงใหม่"), ("TH-20", "ชลบุรี"), ("TH-81", "กระบี่")):
        _register(api, code, name)
        api.post(f"/api/v1/units/{code}/rounds", rubric, operator)
        api.post(f"/api/v1/units/{code}/rounds/2567/item-scores", {"item": "O1", "met": True}, operator)
        _answer(api, code)
    api.catch_up()
    assert _order(log_in(Role.OPERATOR).text("/units", sort="name"))[:3] == ["TH-81", "TH-20", "TH-50"]


def test_a_long_list_has_pages(api: Api, log_in: LogIn, mukdahan: Prepare, monkeypatch: pytest.MonkeyPatch) -> None:
    mukdahan()
    _register(api, "TH-20", "ตม.จว.ชลบุรี")
    api.catch_up()
    monkeypatch.setattr(units, "PAGE", 1)
    person = log_in(Role.OPERATOR)
    assert _order(person.text("/units")) == ["TH-20"]
    assert _order(person.text("/units", page=2)) == ["TH-49"]


def test_simulated_units_are_marked_and_announced(log_in: LogIn, mukdahan: Prepare, simulated_unit: Prepare) -> None:
    mukdahan()
    person = log_in(Role.OPERATOR)
    assert BAND not in person.text("/units")
    simulated_unit()
    page = person.text("/units")
    assert BAND in page and page.count('class="mark simulated"') == 1
    assert BAND not in person.text("/units", division=4), "nothing simulated is shown there"


def test_hostile_names_stay_text(api: Api, log_in: LogIn, mukdahan: Prepare) -> None:
    mukdahan()
    _register(api, "TH-66", '<script>alert("x")</script>&<b>')
    api.catch_up()
    person = log_in(Role.OPERATOR)
    for path in ("/units", "/units/TH-66"):
        page = person.text(path, lang="th", search="<script>")
        assert "<script" not in page
        assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;&amp;&lt;b&gt;" in page


def test_criteria_with_other_levels_have_no_pass_mark() -> None:
    data = as_json(load_rubric(RUBRIC))
    assert units.passing(load_rubric(RUBRIC)) == 85
    data["levels"] = [{"code": "AA", "title": {"th": "AA", "en": "AA"}, "total": "95"},
                      {"code": "F", "title": {"th": "F", "en": "F"}, "total": "0"}]  # fmt: skip
    assert units.passing(Rubric.model_validate(data)) is None


@pytest.mark.parametrize(("year", "status"), [("2599", 404), ("0", 404), ("9" * 30, 400), ("abc", 400), ("-1", 400)])
def test_an_unknown_year_is_told(log_in: LogIn, year: str, status: int) -> None:
    assert log_in(Role.OPERATOR).open("/units", year=year).status_code == status
