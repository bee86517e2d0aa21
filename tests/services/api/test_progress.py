"""The tables of the seed's second meeting, reproduced from 233 answers: JSON, page, Excel and CSV."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.shared.views.seed_progress import LINES, MEETING, OCCUPATIONS, record

Prepare = Callable[[], None]
QUOTA = {
    "instrument": "EIT1", "minimum": 500, "target": 550,
    "by_work_line": {"administration": 10, "investigation": 40, "foreigners": 100, "inspection": 350},
}  # fmt: skip
TITLES = [
    "งานอำนวยการ", "งานสืบสวนปราบปราม", "งานบริการคนต่างด้าว", "งานตรวจบุคคลและพาหนะ", "อื่น ๆ",
]  # fmt: skip
ON = MEETING.isoformat()


@pytest.fixture
def officer(api: Api, operator: Headers, mukdahan: Prepare) -> Headers:
    mukdahan()
    assert api.post(f"{ROUND}/quotas", QUOTA, operator).status_code == 201
    record(api.context.log)
    api.catch_up()
    return api.token(Role.OFFICER, unit="TH-49")


def test_json_has_both_tables_exactly(api: Api, officer: Headers) -> None:
    body = api.get(f"{ROUND}/progress", officer, as_of=ON).get_json()
    eit = next(survey for survey in body["surveys"] if survey["instrument"] == "EIT1")
    assert eit["recorded"] == 233 == sum(LINES.values()) == sum(OCCUPATIONS.values())
    assert {part["label"]: part["recorded"] for part in eit["by_work_line"]} == LINES
    assert {part["label"]: part["recorded"] for part in eit["by_occupation"]} == OCCUPATIONS
    assert [part["title"]["th"] for part in eit["by_work_line"]] == TITLES
    assert sum(row["recorded"] for row in eit["by_day"]) == 233 == eit["by_day"][-1]["total"]
    left = {part["label"]: part["pace"]["left"] for part in eit["by_work_line"] if part["pace"]}
    assert left == {"administration": 3, "investigation": 0, "foreigners": 46, "inspection": 226}
    assert (eit["pace"]["left"], eit["pace"]["working_days_left"]) == (267, 105)
    assert not body["simulated"]


def test_another_day_gives_another_table(api: Api, officer: Headers) -> None:
    def count(**query: str) -> int:
        found = api.get(f"{ROUND}/progress", officer, **query).get_json()["surveys"]
        return int(next(survey["recorded"] for survey in found if survey["instrument"] == "EIT1"))

    assert count() == 234
    assert count(as_of="2024-01-06") == 0
    assert api.get(f"{ROUND}/progress", officer, as_of="5/2/2567").status_code == 400
    assert api.get("/api/v1/units/TH-49/rounds/2566/progress", officer).status_code == 404


def rows_expected() -> list[list[str]]:
    lines = [*zip(TITLES, map(str, LINES.values()), strict=True), ("", ""), ("", "")]
    return [[*line, str(count)] for line, count in zip(lines, OCCUPATIONS.values(), strict=True)]


def test_csv_and_excel_have_the_tables_side_by_side(api: Api, officer: Headers) -> None:
    text = api.get(f"{ROUND}/progress", officer, as_of=ON, format="csv").data.decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert [[row[0], row[1], row[3]] for row in table[1:-1]] == rows_expected()
    assert table[-1][1] == table[-1][3] == "233"
    book = load_workbook(io.BytesIO(api.get(f"{ROUND}/progress", officer, as_of=ON, format="xlsx").data))
    sheet, paces, days = book.worksheets
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [[row[0], row[1], row[3]] for row in cells[1:-1]] == rows_expected()
    assert paces.cell(2, 2).value == 233 and paces.cell(2, 4).value == 267 and paces.max_row == 6
    assert days.max_row == 31 and days.cell(31, 3).value == 233
    assert sheet.sheet_format.defaultRowHeight == 24


def test_the_pace_goes_by_the_rounds_own_calendar_and_the_holidays_that_are_given(
    api: Api, operator: Headers, officer: Headers
) -> None:
    step = {"id": "eit1", "phase": "p", "title": {"th": "เก็บข้อมูล", "en": "EIT1"}}
    calendar = {"title": "ปฏิทิน", "steps": [{**step, "starts": "2024-01-01", "ends": "2024-02-16"}]}
    assert api.post(f"{ROUND}/calendar", calendar, operator).status_code == 201
    api.catch_up()

    def pace() -> tuple[str, int]:
        found = api.get(f"{ROUND}/progress", officer, as_of=ON).get_json()["surveys"]
        eit = next(survey["pace"] for survey in found if survey["instrument"] == "EIT1")
        return eit["closes"], eit["working_days_left"]

    page = "/units/TH-49/2567/progress"
    assert pace() == ("2024-02-16", 9)
    assert "ไม่หักวันหยุดราชการ" in api.client.get(page, headers=officer).text
    holidays = replace(api.context.settings, holidays=frozenset({date(2024, 2, 12)}))
    api.app.extensions["sucharit"] = replace(api.context, settings=holidays)
    assert pace() == ("2024-02-16", 8)
    assert "หักวันหยุดราชการที่ระบุไว้ 1 วัน" in api.client.get(page, headers=officer).text


def test_reported_counts_stand_beside_and_are_not_added(api: Api, operator: Headers, officer: Headers) -> None:
    report = {"instrument": "EIT1", "reported_on": ON, "total": 240}
    assert api.post(f"{ROUND}/progress", report, operator).status_code == 201
    api.catch_up()
    for day, told in ((ON, 240), ("2024-02-04", None)):
        found = api.get(f"{ROUND}/progress", officer, as_of=day).get_json()["surveys"]
        eit = next(survey for survey in found if survey["instrument"] == "EIT1")
        assert eit["reported"] == told and eit["recorded"] <= 233


def test_page_shows_the_tables_in_both_languages(api: Api, officer: Headers) -> None:
    path = "/units/TH-49/2567/progress"
    page = api.client.get(path, headers=officer, query_string={"as_of": ON}).text
    figures = [int(number) for number in re.findall(r'<td class="figure">(\d+)(?: / \d+)?</td></tr>', page)]
    assert figures[:14] == [*LINES.values(), 233, *OCCUPATIONS.values(), 233]
    assert "5 ก.พ. 2567" in page and "ต้องได้วันทำการละ 2.6 ชุด" in page
    english = api.client.get(path, headers=officer, query_string={"as_of": ON, "lang": "en"}).text
    assert "267 answers are still needed by 1 July 2024: 2.6 on each of 105 working days" in english
    assert path in api.client.get("/units/TH-49/2567", headers=officer).text
