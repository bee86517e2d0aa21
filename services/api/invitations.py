"""Invitations to contacts, one row each: name, channel, and the text in Thai and English with the survey's address."""

import csv
import io
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from flask import Response
from xlsxwriter import Workbook

from services.api.context import context
from services.api.problems import UnknownUnit
from shared.intake.contacts import Contact, listed
from shared.views import queries
from shared.views.rows import UnitRow
from shared.views.spreadsheets import harmless

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Where the surveys are answered.
SURVEY = "/s"
_HEADS = ("ชื่อ / Name", "ช่องทาง / Channel", "ติดต่อที่ / Reach at", "ข้อความภาษาไทย", "English text")
_WIDTHS = (34, 18, 30, 90, 90)
_ROW_HEIGHT = 24
_THAI = (
    "เรียน {name} {unit} ขอเชิญท่านตอบแบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT) ปีงบประมาณ พ.ศ. {year} ที่ {address} "
    "คำตอบของท่านไม่ระบุตัวตน"
)
_ENGLISH = (
    "Dear {name}, {unit} invites you to answer the survey of external stakeholders (EIT) of fiscal year {year} at "
    "{address}. Your answers are anonymous."
)


def invitations(unit: str, year: int, form: str) -> Response:
    """The file; form: ``xlsx`` or ``csv``."""
    with context().reading() as connection:
        row = queries.unit(connection, unit)
    if row is None:
        raise UnknownUnit(unit=unit)
    contacts = listed(context().log, context().vault(), unit, year).contacts
    lines = [_HEADS, *_lines(contacts, row, year)]
    content = _csv(lines) if form == "csv" else _xlsx(lines)
    response = Response(content, content_type=CSV if form == "csv" else XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"invitations-{unit}-{year}.{form}")
    return response


def _lines(contacts: Sequence[Contact], unit: UnitRow, year: int) -> Iterator[tuple[str, ...]]:
    address = f"{context().settings.address}{SURVEY}/{quote(unit.unit)}/{year}/EIT2"
    for contact in contacts:
        channel, reach = ("อีเมล / e-mail", contact.email) if contact.email else ("โทรศัพท์ / telephone", contact.phone)
        words = {"name": contact.name, "year": year, "address": address}
        yield (
            contact.name,
            channel,
            reach,
            _THAI.format(unit=unit.name_th, **words),
            _ENGLISH.format(unit=unit.name_en, **words),
        )


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([harmless(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(lines: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        text = {"font_name": "TH Sarabun New", "font_size": 16, "num_format": "@", "valign": "top", "text_wrap": True}
        plain, head = book.add_format(text), book.add_format(text | {"bold": True, "bottom": 1})
        sheet = book.add_worksheet("invitations")
        sheet.set_default_row(_ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        for number, line in enumerate(lines):
            if number:
                sheet.set_row(number, 3 * _ROW_HEIGHT)
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell, plain if number else head)
        sheet.freeze_panes(1, 1)
    return out.getvalue()
