"""Invitations to contacts with the survey's address: a row each with channel and text, or a letter each to sign."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Literal

from flask import Response
from xlsxwriter import Workbook

from services.api.context import context
from services.api.surveys.addresses import survey_url
from services.api.surveys.definition import Survey, find_survey
from services.api.surveys.letters import letters
from shared.intake.contacts import Contact, listed
from shared.views.spreadsheets import harmless

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
#: Excel, CSV in UTF-8, or letters to print.
Form = Literal["xlsx", "csv", "pdf"]
_TYPES: dict[Form, str] = {"xlsx": XLSX, "csv": CSV, "pdf": PDF}
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


def invitations(unit: str, year: int, form: Form) -> Response:
    """The file. Raises NotFound for an unknown unit or round."""
    with context().reading() as connection:
        survey = find_survey(connection, unit, year, "EIT2")
    contacts = listed(context().log, context().vault(), unit, year).contacts
    response = Response(_content(survey, contacts, form), content_type=_TYPES[form])
    response.headers.set("Content-Disposition", "attachment", filename=f"invitations-{unit}-{year}.{form}")
    return response


def _content(survey: Survey, contacts: Sequence[Contact], form: Form) -> bytes:
    if form == "pdf":
        return letters(survey, contacts)
    lines = [_HEADS, *_lines(survey, contacts)]
    return _csv(lines) if form == "csv" else _xlsx(lines)


def _lines(survey: Survey, contacts: Sequence[Contact]) -> Iterator[tuple[str, ...]]:
    for contact in contacts:
        channel, reach = ("อีเมล / e-mail", contact.email) if contact.email else ("โทรศัพท์ / telephone", contact.phone)
        words = {"name": contact.name, "year": survey.year, "address": survey_url(survey)}
        yield (
            contact.name,
            channel,
            reach,
            _THAI.format(unit=survey.unit.name_th, **words),
            _ENGLISH.format(unit=survey.unit.name_en, **words),
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
