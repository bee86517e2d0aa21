"""The tables of the comparison as CSV and Excel: the same rows as JSON, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from services.worker.projections.snapshots import settle
from shared.rubric import load_rubric
from shared.views import queries
from shared.views.rows import ComparisonRow
from shared.views.sheets import comparison_sheet, improvement_sheet, spread_sheet
from shared.views.spreadsheets import as_csv, as_xlsx
from tests.services.worker.facts import RUBRIC, YEAR
from tests.shared.views.test_comparison import DAY, compared, five

__all__ = ["compared", "five"]


def lines_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def cells_of(content):
    """What Excel holds, written as CSV writes it."""
    rows = load_workbook(io.BytesIO(content)).active.iter_rows()
    return [[written(cell) for cell in row] for row in rows]


def written(cell):
    if cell.value is None:
        return ""
    return f"{cell.value:.2f}" if cell.number_format == "0.00" else str(cell.value)


@pytest.mark.parametrize("by", ["expected", "low", "oit", "indicator-10", "O17"])
def test_json_csv_and_excel_say_the_same_of_every_unit(five, compared, by):
    rows = compared(by=by, indicators=True)
    sheet = comparison_sheet(rows)
    head, *lines = lines_of(as_csv(sheet))
    assert cells_of(as_xlsx(sheet, title="x")) == [head, *lines]
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        told = dict(zip(head, line, strict=True))
        plain = {
            "อันดับ / Rank": row.rank, "รหัส / Code": row.unit, "หน่วยงาน": row.name_th, "Unit": row.name_en,
            "บก. / Division": row.division, "ต่ำ / Low": row.low, "คาดการณ์ / Expected": row.expected,
            "สูง / High": row.high, "ระดับ / Level": row.level, "ใช้จัดอันดับ / Ranked by": row.value,
            "ข้อที่ยังไม่มีหลักฐาน / Items without evidence": row.without_evidence,
        }  # fmt: skip
        assert {title: told[title] for title in plain} == {
            title: "" if value is None else str(value) for title, value in plain.items()
        }
        known = {"IIT": row.iit, "EIT": row.eit, "OIT": row.oit}
        known |= {f"ตัวชี้วัด {id_}": points for id_, points in (row.indicators or {}).items()}
        for title, points in known.items():
            lacks = points is None or title.removeprefix("ตัวชี้วัด ") in row.lacking
            assert told.get(title, "") == ("" if lacks else str(points))
        assert (row.reason is None) == (told["เหตุที่ไม่จัดอันดับ / Why unranked"] == "")


def test_the_spread_and_the_improvement_are_tables_too(engine, log, five, projector):
    projector.drain()
    settle(engine, log, date(2024, 3, 1))
    with engine.connect() as connection:
        parts = queries.spread(connection, YEAR, RUBRIC)
        gained = queries.improvement(connection, YEAR, since=DAY, until=date(2024, 2, 21))
        assert queries.simulated_units(connection, YEAR) == 1
        assert queries.simulated_units(connection, YEAR, selection=queries.Selection(division=5)) == 0
    sheet = spread_sheet(parts, load_rubric(RUBRIC))
    head, *lines = lines_of(as_csv(sheet))
    assert cells_of(as_xlsx(sheet, title="x")) == [head, *lines]
    assert [(line[1], line[4], line[6], line[10]) for line in lines] == [
        (row.id, str(row.of), str(row.mean), str(row.median)) for row in parts
    ]
    o17 = next(line for line in lines if line[1] == "O17")
    assert (o17[0], o17[7], o17[-1]) == ("ข้อ / Item", "66.50", "2")  # a mean of 1.33 of 2.00
    sheet = improvement_sheet(gained)
    head, *lines = lines_of(as_csv(sheet))
    assert cells_of(as_xlsx(sheet, title="x")) == [head, *lines]
    assert [(line[0], line[1], line[7]) for line in lines][:2] == [("1", "TH-49", "0.00"), ("1", "TH-50", "0.00")]
    assert [("จำลอง" in line[10]) for line in lines] == [row.simulated for row in gained]


def hostile() -> ComparisonRow:
    return ComparisonRow(
        rank=1, unit="TH-49", name_th="=HYPERLINK(1)", name_en="@SUM(1)", division=4, division_inferred=False,
        low=Decimal("80.10"), expected=Decimal("85.00"), high=Decimal("90.00"), level="good", iit=Decimal("25.00"),
        eit=Decimal("25.00"), oit=Decimal("35.00"), simulated=True, replica=True,
        indicators={"10": "9.50", "9": "1.00"},
    )  # fmt: skip


def test_csv_opens_in_excel_and_holds_no_formula(five, compared):
    content = as_csv(comparison_sheet([hostile(), *compared(indicators=True)]))
    assert content.startswith(b"\xef\xbb\xbf")
    head, first, *rest = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert head[0] == "อันดับ / Rank"
    assert (first[2], first[3]) == ("'=HYPERLINK(1)", "'@SUM(1)")
    assert "simulated" in first[-4]
    assert "replica" in first[-4]
    assert [line[1] for line in rest] == ["TH-49", "TH-50", "TH-51", "TH-52", "TH-53"]
    assert [("จำลอง" in line[-4]) for line in rest] == [False, False, True, False, False]
    assert (rest[4][0], rest[4][6]) == ("", "")
    assert rest[4][-1] == "ยังไม่เปิดรอบการประเมินปีนี้ / No round is open in this year."
    assert rest[0][-3:-1] == ["EIT1, EIT2", "22"]


def test_excel_has_numbers_as_numbers_text_as_text_and_rows_for_thai():
    book = load_workbook(io.BytesIO(as_xlsx(comparison_sheet([hostile()]), title="ITA 2567")))
    sheet = book.active
    head = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, head["คาดการณ์ / Expected"]).value == 85
    assert sheet.cell(2, head["ตัวชี้วัด 9"]).value == 1
    assert head["ตัวชี้วัด 9"] < head["ตัวชี้วัด 10"]
    name = sheet.cell(2, head["หน่วยงาน"])
    assert (name.value, name.data_type) == ("=HYPERLINK(1)", "s")
    assert "replica" in sheet.cell(2, head["ที่มาของข้อมูล / Data"]).value
    assert sheet.row_dimensions[2].height >= 20
    assert sheet.column_dimensions["C"].width > 30
    assert sheet.freeze_panes == "D2"
