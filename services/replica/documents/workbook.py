"""Excel files by XlsxWriter: one with cells, and one that is only a pasted picture, as some offices publish."""

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from services.replica.model import Block, Bullets, Document, Heading, Paragraph, Picture, Site, Table

#: Width of a column, in characters.
COLUMN_WIDTH = 24


def _lines(block: Block) -> list[tuple[str | int | float, ...]]:
    """The block as rows of cells; pictures have none."""
    match block:
        case Heading(h=text) | Paragraph(p=text):
            return [(text,)]
        case Bullets(list=entries):
            return [(entry,) for entry in entries]
        case Table(table=grid):
            return [grid.columns, *grid.rows]
        case Picture():
            return []
        case _:
            raise ValueError(f"a workbook cannot hold {type(block).__name__}")


def _open(target: io.BytesIO, document: Document, site: Site) -> tuple[Any, Any]:
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    day = document.date
    workbook.set_properties(
        {
            "title": document.title,
            "author": site.unit.name,
            "comments": site.notice_en,
            "created": datetime(day.year, day.month, day.day, 12),  # noqa: DTZ001 - as the format has it
        }
    )
    sheet = workbook.add_worksheet("ข้อมูล")
    sheet.set_header(f"&C{site.notice_en}")
    return workbook, sheet


def build_workbook(document: Document, site: Site) -> bytes:
    """The document as .xlsx: the notice, the title, and every block in cells."""
    target = io.BytesIO()
    workbook, sheet = _open(target, document, site)
    sheet.set_column(0, 12, COLUMN_WIDTH, workbook.add_format({"font_name": "TH Sarabun New", "font_size": 14}))
    head = [(site.notice,), (site.notice_en,), (site.unit.name,), (document.title,)]
    lines = head + [line for block in document.blocks for line in _lines(block)]
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
    workbook.close()
    return target.getvalue()


def build_pasted_workbook(document: Document, site: Site, image: bytes) -> bytes:
    """A workbook without a single cell: only a picture of the document. image: PNG."""
    target = io.BytesIO()
    workbook, sheet = _open(target, document, site)
    sheet.insert_image(0, 0, f"{document.path.rsplit('/', 1)[-1]}.png", {"image_data": io.BytesIO(image)})
    workbook.close()
    return target.getvalue()
