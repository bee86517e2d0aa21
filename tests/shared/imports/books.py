"""Workbooks and files that people might send, made in memory."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from shared.imports.contacts import template
from shared.rubric import load_rubric

RUBRIC = load_rubric("2567-provincial-immigration")
SAMPLE = RUBRIC.sample("EIT2")
assert SAMPLE is not None
GROUPS = SAMPLE.groups

#: One contact of each group, all in order.
FIVE: tuple[tuple[Any, ...], ...] = (
    (GROUPS[0].title.th, "นายคำแพง ศรีสุข", "081-234 5671", "", "สมาคมแรงงาน"),
    (GROUPS[1].title.th, "น.ส. มาลี ทองดี", "", "Malee@Example.org", "หอการค้า"),
    (GROUPS[2].title.en, "ดร.วิชัย พงษ์ไพร", "+66 42 611 075", "", "พมจ."),
    ("4", "Mr. John Smith", "+856 20 5551 2345", "", ""),
    ("๕", "นางอรทัย แสงจันทร์", "๐๘๑๒๓๔๕๖๗๕", "", "บริษัท ก จำกัด"),
)


def filled(*rows: Sequence[Any], keep_example: bool = False) -> bytes:
    """The template filled as somebody would fill it in Excel."""
    book = load_workbook(io.BytesIO(template(GROUPS, 5)))
    sheet = book.worksheets[0]
    if not keep_example:
        sheet.delete_rows(2)
    for number, row in enumerate(rows, start=2 + keep_example):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """A zip archive with these parts; ``__`` in a name stands for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one more part."""
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()
