"""The comparison over HTTP: rankings, tables, spread, improvement; a bureau of one division sees no other."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from shared.access import Role
from shared.events import Meta
from shared.execution import execute
from shared.rounds import OpenRound, RegisterUnit
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers

Prepare = Callable[[], None]
YEAR = "/api/v1/rounds/2567"


@pytest.fixture
def scored(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    assert api.post(f"{ROUND}/item-scores", {"item": "O17", "met": True}, operator).status_code == 201
    unit = {"unit": "TH-50", "name_th": "ตม.จว. TH-50", "name_en": "Other", "division": 5}
    assert api.post("/api/v1/units", unit, operator).status_code == 201
    api.catch_up()


def test_the_ranking_says_by_what(api: Api, operator: Headers, scored: None) -> None:
    first, second = api.get(f"{YEAR}/comparison", operator, by="O17", indicators="yes").get_json()["units"]
    assert (first["unit"], first["rank"], first["value"], first["indicators"]["10"]) == ("TH-49", 1, "2.00", "2.00")
    assert (second["rank"], second["reason"]["en"]) == (None, "No round is open in this year.")


@pytest.mark.parametrize(("name", "value"), [("by", "name"), ("format", "pdf"), ("simulated", "maybe")])
def test_what_cannot_be_compared_is_a_problem(api: Api, operator: Headers, name: str, value: str) -> None:
    response = api.get(f"{YEAR}/comparison", operator, **{name: value})
    assert (response.status_code, response.get_json()["code"]) == (400, "bad-parameter")


def test_tables_are_downloads(api: Api, operator: Headers, scored: None) -> None:
    table = api.get(f"{YEAR}/comparison", operator, format="csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "comparison-2567.csv" in table.headers["Content-Disposition"]
    assert table.headers["X-Log-Position"]
    assert "TH-49" in table.data.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(api.get(f"{YEAR}/comparison", operator, format="xlsx").data))
    assert [cell.value for cell in book.active["B"]][1:] == ["TH-49", "TH-50"]


def test_spread_and_improvement_answer(api: Api, operator: Headers, scored: None) -> None:
    parts = api.get(f"{YEAR}/spread", operator).get_json()["parts"]
    assert next(part["highest"] for part in parts if part["id"] == "O17") == "2.00"
    assert api.get("/api/v1/rounds/2599/spread", operator).get_json()["parts"] == []
    assert api.get(f"{YEAR}/spread", operator, rubric="other").get_json()["code"] == "bad-parameter"
    assert api.get(f"{YEAR}/improvement", operator).get_json()["units"] == []
    wrong = api.get(f"{YEAR}/improvement", operator, **{"from": "2024-02-02", "to": "2024-02-01"})
    assert wrong.get_json()["code"] == "bad-parameter"


@pytest.mark.parametrize("what", ["comparison", "spread", "improvement"])
def test_every_comparison_is_a_table_too(api: Api, operator: Headers, scored: None, what: str) -> None:
    text = api.get(f"{YEAR}/{what}", operator, format="csv")
    assert text.mimetype == "text/csv"
    assert text.data.startswith(b"\xef\xbb\xbf")
    assert f"{what}-2567.csv" in text.headers["Content-Disposition"]
    assert text.headers["X-Log-Position"]
    book = load_workbook(io.BytesIO(api.get(f"{YEAR}/{what}", operator, format="xlsx").data))
    lines = list(csv.reader(io.StringIO(text.data.decode("utf-8-sig"))))
    assert [cell.value for cell in next(iter(book.active.rows))] == lines[0]
    assert book.active.max_row == max(1, len(lines))
    assert api.get(f"{YEAR}/{what}", operator, format="pdf").get_json()["code"] == "bad-parameter"


def test_two_years_are_compared_only_where_an_item_is_the_same(api: Api, operator: Headers, scored: None) -> None:
    """O17 (2567) is near O31 (2566); O4 (2567) takes the place of two; O23 and O42 ask for the same."""
    agency = {"unit": "TH-60", "name_th": "กรม", "name_en": "Agency", "agency_group": "general"}
    assert api.post("/api/v1/units", agency, operator).status_code == 201
    last = "/api/v1/units/TH-60/rounds"
    assert api.post(last, {"fiscal_year": 2566, "rubric": "2566-general"}, operator).status_code == 201
    for item, met in (("O42", False), ("O31", True)):
        assert api.post(f"{last}/2566/item-scores", {"item": item, "met": met}, operator).status_code == 201
    assert api.post(f"{ROUND}/item-scores", {"item": "O23", "met": True}, operator).status_code == 201
    api.catch_up()
    found = api.get(f"{YEAR}/across", operator, **{"with": "2566-general"}).get_json()
    items = {row["item"]: row for row in found["items"]}
    assert (found["with"], found["crosswalk"]["confirmed"]) == ({"rubric": "2566-general", "fiscal_year": 2566}, False)
    same = items["O23"]
    assert (same["counterparts"], same["relation"], same["confirmed"]) == (["O42"], "same", False)
    assert (same["mean"], same["before"], same["difference"]) == ("100.00", "0.00", "100.00")
    near = items["O17"]
    assert (near["counterparts"], near["relation"], near["mean"], near["before"]) == (
        ["O31"],
        "approximate",
        None,
        None,
    )
    alone = items["O22"]
    assert (alone["counterparts"], alone["relation"], alone["difference"]) == ([], "none", None)
    figures = {row["item"] for row in found["items"] if row["mean"] is not None}
    assert figures == {row["item"] for row in found["items"] if row["relation"] == "same"}
    back = api.get("/api/v1/rounds/2566/across", operator, **{"with": "2567-provincial-immigration"}).get_json()
    assert next(row["difference"] for row in back["items"] if row["item"] == "O42") == "-100.00"
    assert api.get(f"{YEAR}/across", operator).get_json() == found  # the only one with a crosswalk
    assert api.get("/api/v1/rounds/2599/across", operator).get_json()["items"] == []
    assert api.get(f"{YEAR}/across", operator, **{"with": "2599-none"}).get_json()["code"] == "bad-parameter"


def test_the_spread_says_whether_it_rests_on_anything_made_up(api: Api, operator: Headers, scored: None) -> None:
    assert api.get(f"{YEAR}/spread", operator).get_json()["simulated"] is False
    meta = Meta(actor="simulation", simulated=True)
    execute(api.context.log, RegisterUnit(unit="TH-10", name_th="ก", name_en="a", division=1), meta=meta)
    execute(api.context.log, OpenRound(unit="TH-10", fiscal_year=2567, rubric=RUBRIC), meta=meta)
    api.catch_up()
    assert api.get(f"{YEAR}/spread", operator).get_json()["simulated"] is True
    for options in ({"simulated": "no"}, {"division": 5}):
        assert api.get(f"{YEAR}/spread", operator, **options).get_json()["simulated"] is False


def test_a_bureau_of_one_division_compares_its_own(api: Api, operator: Headers, scored: None) -> None:
    bureau = api.token(Role.BUREAU, division=5)
    assert [row["unit"] for row in api.get(f"{YEAR}/comparison", bureau).get_json()["units"]] == ["TH-50"]
    assert "TH-49" not in api.get(f"{YEAR}/comparison", bureau, format="csv").data.decode()
    assert api.get(f"{YEAR}/spread", bureau).get_json()["parts"] == []
    for path in ("comparison", "spread", "improvement"):
        assert api.get(f"{YEAR}/{path}", bureau, division=4).get_json()["code"] == "other-division"


def test_a_kept_comparison_is_read_anew_when_anything_in_it_changed(api: Api, operator: Headers, scored: None) -> None:
    def row(unit: str, **query: str) -> dict[str, Any]:
        answer = api.get(f"{YEAR}/comparison", operator, **query)
        found = next(row for row in answer.get_json()["units"] if row["unit"] == unit)
        return found | {"etag": answer.headers["ETag"], "position": int(answer.headers["X-Log-Position"])}

    before, by_item = row("TH-49"), row("TH-49", by="O1")
    assert row("TH-49") == before
    api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator)
    api.catch_up()
    after = row("TH-49")
    assert Decimal(after["oit"]) - Decimal(before["oit"]) == Decimal("1.50")
    assert after["etag"] != before["etag"] and after["position"] > before["position"]
    assert (by_item["value"], row("TH-49", by="O1")["value"]) == (None, "1.50")
    another = {"unit": "TH-51", "name_th": "ตม.จว. TH-51", "name_en": "Third", "division": 5}
    api.post("/api/v1/units", another, operator)
    api.catch_up()
    assert row("TH-51")["rank"] is None
