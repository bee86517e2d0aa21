"""The Excel template: one sheet to fill, the groups to choose from, and how it is filled, in Thai and English."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from shared.imports.contacts.columns import COLUMNS
from shared.rubric.model import WorkLine

#: What marks the example; a row that still holds it is refused.
EXAMPLE_MARK = "ตัวอย่าง / EXAMPLE"
#: Rows that are prepared for filling.
_ROWS = 200
#: Thai vowels and tone marks at 16 points need more than Excel's usual row.
_FONT, _SIZE, _ROW_HEIGHT = "TH Sarabun New", 16, 24
_LIST, _GROUPS, _HELP = "รายชื่อ EIT2", "กลุ่ม Groups", "คำแนะนำ Instructions"
_EXAMPLE = ("{group}", f"{EXAMPLE_MARK}: นายสมชาย ใจดี", "0812345678", "somchai@example.org", "บริษัท ตัวอย่าง จำกัด")

_INSTRUCTIONS = (
    ("ให้ลบแถวตัวอย่าง (แถวที่ 2) ก่อนส่ง", "Delete the example (row 2) before you upload."),
    (
        "เลือกกลุ่มจากรายการในเซลล์ ต้องมีอย่างน้อยกลุ่มละ 1 ราย และรวมไม่น้อยกว่า {minimum} ราย",
        "Choose the group from the cell's list: at least one contact of each, at least {minimum} in all.",
    ),
    ("กรอกโทรศัพท์หรืออีเมลอย่างน้อยหนึ่งอย่าง", "Give a telephone number or an e-mail address, or both."),
    (
        "ช่องโทรศัพท์เป็นข้อความ เพื่อให้เลข 0 ตัวหน้าไม่หาย ใช้เลขไทยหรือ +66 ได้",
        "Telephone cells are text, so that the leading 0 stays; Thai digits and +66 are understood.",
    ),
    ("ห้ามผสานเซลล์และห้ามใช้สูตร", "Do not merge cells, and use no formulas."),
    (
        "ระบบตรวจทั้งไฟล์ก่อน ถ้ามีแถวใดผิดจะไม่บันทึกแถวใดเลย และจะบอกแถวและคอลัมน์ที่ต้องแก้",
        "The whole file is checked first: if any row is wrong nothing is recorded, and each row and column is named.",
    ),
    (
        "ชื่อ โทรศัพท์ และอีเมลถูกเข้ารหัสและลบได้รายบุคคล ช่องหน่วยงานไม่เข้ารหัส จึงห้ามใส่ข้อมูลส่วนบุคคล",
        "Name, telephone and e-mail are encrypted and can be erased for each person; the organisation is not, so "
        "give no personal data there.",
    ),
)


def template(groups: Sequence[WorkLine], minimum: int) -> bytes:
    """The workbook as bytes. minimum: how many contacts there must be at least."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        plain = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter", "num_format": "@"}
        text = book.add_format(plain)
        head = book.add_format(plain | {"bold": True, "bg_color": "#DCE6F4", "bottom": 1, "text_wrap": True})
        marked = book.add_format(plain | {"italic": True, "bg_color": "#FFF2CC", "font_color": "#7F6000"})
        _list_sheet(book, groups, text, head, marked)
        _groups_sheet(book, groups, text, head)
        _help_sheet(book, minimum, text, head)
    return out.getvalue()


def _list_sheet(book: Workbook, groups: Sequence[WorkLine], text: Format, head: Format, marked: Format) -> None:
    sheet = book.add_worksheet(_LIST)
    sheet.set_default_row(_ROW_HEIGHT)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, text)
        sheet.write_string(0, place, column.head, head)
        sheet.write_string(1, place, _EXAMPLE[place].format(group=groups[0].title.th), marked)
    sheet.set_row(0, 2 * _ROW_HEIGHT)
    sheet.freeze_panes(1, 0)
    choice = {
        "validate": "list",
        "source": f"='{_GROUPS}'!$B$2:$B${len(groups) + 1}",
        "error_title": "กลุ่ม / Group",
        "error_message": "เลือกจากรายการ / Choose from the list",
    }
    sheet.data_validation(1, 0, _ROWS, 0, choice)


def _groups_sheet(book: Workbook, groups: Sequence[WorkLine], text: Format, head: Format) -> None:
    sheet = book.add_worksheet(_GROUPS)
    sheet.set_default_row(_ROW_HEIGHT)
    for place, (title, width) in enumerate((("ที่ / No.", 8), ("ภาษาไทย", 60), ("English", 60))):
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, title, head)
    for number, group in enumerate(groups, start=1):
        for place, value in enumerate((str(number), group.title.th, group.title.en)):
            sheet.write_string(number, place, value, text)


def _help_sheet(book: Workbook, minimum: int, text: Format, head: Format) -> None:
    sheet = book.add_worksheet(_HELP)
    sheet.set_default_row(_ROW_HEIGHT)
    for place, title in enumerate(("ภาษาไทย", "English")):
        sheet.set_column(place, place, 95, text)
        sheet.write_string(0, place, title, head)
    for number, (th, en) in enumerate(_INSTRUCTIONS, start=1):
        sheet.write_string(number, 0, f"{number}. {th.format(minimum=minimum)}", text)
        sheet.write_string(number, 1, f"{number}. {en.format(minimum=minimum)}", text)
