"""The comparison as a table for people: CSV and Excel. Both mark rows that rest on anything made up or on a replica."""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shared.views.rows import ComparisonRow

#: What a cell holds.
Cell = str | int | Decimal | None

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Height of a row in points: Thai vowels and tone marks stand above and below the line.
_ROW_HEIGHT = 21
#: Columns before the indicators: title and width in characters.
_HEAD = (
    ("อันดับ / Rank", 9),
    ("รหัส / Code", 14),
    ("หน่วยงาน", 34),
    ("Unit", 34),
    ("บก. / Division", 11),
    ("ต่ำ / Low", 11),
    ("คาดการณ์ / Expected", 14),
    ("สูง / High", 11),
    ("ระดับ / Level", 14),
    ("IIT", 9),
    ("EIT", 9),
    ("OIT", 9),
)
#: Columns after the indicators.
_TAIL = (
    ("ที่มาของข้อมูล / Data", 34),
    ("ตัวอย่างไม่ถึงขั้นต่ำ / Short samples", 20),
    ("ข้อที่ยังไม่มีหลักฐาน / Items without evidence", 20),
    ("เหตุที่ไม่จัดอันดับ / Why unranked", 80),
)
_INDICATOR_WIDTH = 9

_SIMULATED = "ข้อมูลจำลอง / simulated"
_REPLICA = "เว็บไซต์จำลอง / replica website"
_REAL = "ข้อมูลจริง / real"


def comparison_csv(rows: Sequence[ComparisonRow]) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows that it is not in the local encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([harmless(cell) for cell in line] for line in _lines(rows))
    return out.getvalue().encode("utf-8-sig")


def comparison_xlsx(rows: Sequence[ComparisonRow], *, title: str) -> bytes:
    """One sheet with a heading that stays in view, numbers as numbers, and every text as text."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet("comparison")
        plain, points = (
            book.add_format({"valign": "vcenter"}),
            book.add_format({"valign": "vcenter", "num_format": "0.00"}),
        )
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        for number, line in enumerate(_lines(rows)):
            sheet.set_row(number, _ROW_HEIGHT * (1 if number else 2))
            _write(sheet, number, line, head if number == 0 else plain, points)
        for column, width in enumerate(_widths(rows)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(1, len(rows)), len(_widths(rows)) - 1)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell, with a quote before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _write(sheet: Worksheet, number: int, line: Sequence[Cell], text: Format, points: Format) -> None:
    for column, cell in enumerate(line):
        if isinstance(cell, Decimal):
            sheet.write_number(number, column, float(cell), points)
        elif isinstance(cell, int):
            sheet.write_number(number, column, cell, text)
        elif cell is not None:
            sheet.write_string(number, column, cell, text)


def _lines(rows: Sequence[ComparisonRow]) -> Iterator[list[Cell]]:
    indicators = _indicators(rows)
    yield [*(title for title, _ in _HEAD), *(f"ตัวชี้วัด {id_}" for id_ in indicators), *(title for title, _ in _TAIL)]
    for row in rows:
        yield [*_figures(row), *_points(row, indicators), *_known(row)]


def _figures(row: ComparisonRow) -> list[Cell]:
    return [
        row.rank,
        row.unit,
        row.name_th,
        row.name_en,
        row.division,
        row.low,
        row.expected,
        row.high,
        row.level,
        *(None if part in row.lacking else getattr(row, part.lower()) for part in ("IIT", "EIT", "OIT")),
    ]


def _points(row: ComparisonRow, indicators: Sequence[str]) -> list[Cell]:
    known = row.indicators or {}
    return [Decimal(known[id_]) if id_ in known and id_ not in row.lacking else None for id_ in indicators]


def _known(row: ComparisonRow) -> list[Cell]:
    reason = f"{row.reason['th']} / {row.reason['en']}" if row.reason else None
    return [_data(row), ", ".join(row.short) or None, row.without_evidence, reason]


def _data(row: ComparisonRow) -> str:
    marks = [text for mark, text in ((row.simulated, _SIMULATED), (row.replica, _REPLICA)) if mark]
    return ", ".join(marks) or _REAL


def _indicators(rows: Sequence[ComparisonRow]) -> list[str]:
    return sorted({id_ for row in rows for id_ in row.indicators or ()}, key=int)


def _widths(rows: Sequence[ComparisonRow]) -> list[int]:
    middle = [_INDICATOR_WIDTH] * len(_indicators(rows))
    return [*(width for _, width in _HEAD), *middle, *(width for _, width in _TAIL)]
