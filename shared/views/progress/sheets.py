"""Progress as Excel and CSV: the two tables side by side as the unit's minutes have them, then days and pace."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from xlsxwriter import Workbook

from shared.views.progress.report import Part, Survey
from shared.views.spreadsheets import Cell, harmless

_FONT, _SIZE, _ROW_HEIGHT = "TH Sarabun New", 16, 24
_NAMES = {"IIT": "IIT", "EIT1": "EIT (1)", "EIT2": "EIT (2)"}
_HEADS = ("ฝ่าย/ส่วนราชการ / Line of work", "จำนวนผู้ตอบ / Answers", "อาชีพ / Occupation", "จำนวนผู้ตอบ / Answers")
_PACE_HEADS = ("สายงาน / Line of work", "ได้รับ / Answers", "ขั้นต่ำ / Minimum", "ขาด / Left", "สรุป", "Summary")
_DAY_HEADS = ("วันที่ / Day", "จำนวนผู้ตอบ / Answers", "สะสม / In all")
_HIDDEN = "–"


def progress_csv(survey: Survey) -> bytes:
    """The two tables, in UTF-8 with a byte order mark by which Excel knows it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in _tables(survey))
    return out.getvalue().encode("utf-8-sig")


def progress_xlsx(survey: Survey) -> bytes:
    """A sheet with the two tables, one with the pace, one with the days."""
    out = io.BytesIO()
    name = _NAMES.get(survey.instrument, survey.instrument)
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        _sheet(book, name, (70, 16, 70, 16), list(_tables(survey)))
        _sheet(book, "ความคืบหน้า Pace", (50, 14, 14, 12, 90, 90), list(_paces(survey)))
        _sheet(book, "รายวัน Days", (16, 16, 16), list(_days(survey)))
    return out.getvalue()


def _sheet(book: Workbook, name: str, widths: Sequence[int], lines: Sequence[Sequence[Cell]]) -> None:
    text = {"font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True}
    plain, head = book.add_format(text), book.add_format(text | {"bold": True, "bottom": 1})
    sheet = book.add_worksheet(name)
    sheet.set_default_row(_ROW_HEIGHT)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            write = sheet.write_number if isinstance(cell, int) else sheet.write_string
            write(number, column, "" if cell is None else cell, plain if number else head)
    sheet.freeze_panes(1, 0)


def _tables(survey: Survey) -> Iterator[list[Cell]]:
    """The heads, one line for each pair of labels, and the sums."""
    yield list(_HEADS)
    for line, occupation in zip_longest(survey.by_work_line, survey.by_occupation):
        yield [*_pair(line), *_pair(occupation)]
    yield ["รวม / Total", survey.recorded, "รวม / Total", survey.recorded]


def _pair(part: Part | None) -> list[Cell]:
    if part is None:
        return [None, None]
    return [part.title.th, _HIDDEN if part.recorded is None else part.recorded]


def _paces(survey: Survey) -> Iterator[list[Cell]]:
    yield list(_PACE_HEADS)
    lines = ((part.title.th, part.pace) for part in survey.by_work_line if part.pace is not None)
    for title, pace in (("ทั้งหมด / All", survey.pace), *lines):
        yield [title, pace.recorded, pace.minimum, pace.left, pace.sentence.th, pace.sentence.en]


def _days(survey: Survey) -> Iterator[list[Cell]]:
    yield list(_DAY_HEADS)
    for row in survey.by_day:
        yield [row.day.isoformat(), row.recorded, row.total]
