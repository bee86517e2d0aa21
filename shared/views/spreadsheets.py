"""A table for people, as CSV and as Excel."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

#: What a cell holds.
Cell = str | int | Decimal | None

#: A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Height of a row in points: Thai vowels and tone marks stand above and below the line.
_ROW_HEIGHT = 21


class Sheet(NamedTuple):
    """columns: title, and width in characters. lines: one cell for each column. fixed: columns that stay in view."""

    name: str
    columns: Sequence[tuple[str, int]]
    lines: Sequence[Sequence[Cell]]
    fixed: int = 0


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows that it is not in the local encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([title for title, _ in sheet.columns])
    writer.writerows([harmless(cell) for cell in line] for line in sheet.lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet, *, title: str) -> bytes:
    """One sheet with a heading that stays in view, numbers as numbers, and every text as text."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title})
        page = book.add_worksheet(sheet.name)
        plain = book.add_format({"valign": "vcenter"})
        points = book.add_format({"valign": "vcenter", "num_format": "0.00"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        for number, line in enumerate([[title for title, _ in sheet.columns], *sheet.lines]):
            page.set_row(number, _ROW_HEIGHT * (1 if number else 2))
            _write(page, number, line, plain if number else head, points)
        for column, (_, width) in enumerate(sheet.columns):
            page.set_column(column, column, width)
        page.freeze_panes(1, sheet.fixed)
        page.autofilter(0, 0, max(1, len(sheet.lines)), len(sheet.columns) - 1)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """The cell, with a quote before a text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _write(page: Worksheet, number: int, line: Sequence[Cell], text: Format, points: Format) -> None:
    for column, cell in enumerate(line):
        if isinstance(cell, Decimal):
            page.write_number(number, column, float(cell), points)
        elif isinstance(cell, int):
            page.write_number(number, column, cell, text)
        elif cell is not None:
            page.write_string(number, column, cell, text)
