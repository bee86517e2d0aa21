"""From a sheet that somebody filled to contacts, or to everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from shared.imports.contacts.columns import COLUMNS, HEADS, find_heads
from shared.imports.contacts.fields import ContactText, contact_problems, tidy
from shared.imports.contacts.phones import lost_zero
from shared.imports.contacts.template import EXAMPLE_MARK
from shared.imports.problems import Problem
from shared.imports.sheets import Cell, Sheet, column_letter, place_of, rows_of
from shared.rounds.contacts.decisions import MOST_CONTACTS
from shared.rubric.model import WorkLine


class ContactRow(Struct, frozen=True):
    """A contact and the row (from 1) that it stands in. sheet; columns: letters by field; neither of a JSON list."""

    row: int
    contact: ContactText
    sheet: str | None = None
    columns: Mapping[str, str] = {}


def read_contacts(
    sheets: Sequence[Sheet], groups: Sequence[WorkLine]
) -> tuple[tuple[ContactRow, ...], tuple[Problem, ...]]:
    """The contacts in one spelling, and every problem; rows with problems are not among the contacts."""
    for sheet in sheets:
        found = find_heads(sheet)
        if found is not None:
            return _Reader(sheet, *found, groups).read()
    return (), (_no_heads(sheets),)


class _Reader:
    """One sheet with its heads."""

    def __init__(self, sheet: Sheet, head_row: int, places: dict[str, int], groups: Sequence[WorkLine]) -> None:
        self._sheet, self._head_row, self._places, self._groups = sheet, head_row, places, groups
        self._letters = {field: column_letter(place) for field, place in places.items()}
        self._merged = rows_of(sheet.merged, len(sheet.rows))
        self._formulas = {place_of(cell) for cell in sheet.formulas}

    def read(self) -> tuple[tuple[ContactRow, ...], tuple[Problem, ...]]:
        contacts: list[ContactRow] = []
        problems: list[Problem] = []
        numbers = list(self._sheet.filled(self._head_row))
        for number in numbers[:MOST_CONTACTS]:
            wrong = list(self._problems(number))
            problems += wrong
            if not wrong:
                contact = tidy(self._contact(number), self._groups)
                contacts.append(ContactRow(number, contact, self._sheet.name, self._letters))
        if len(numbers) > MOST_CONTACTS:
            problems.append(self._too_many(numbers[MOST_CONTACTS]))
        if not numbers:
            problems.append(self._nothing())
        return tuple(contacts), tuple(problems)

    def _contact(self, number: int) -> ContactText:
        return ContactText(**{column.field: self._cell(number, column.field).text for column in COLUMNS})

    def _cell(self, number: int, field: str) -> Cell:
        place = self._places.get(field)
        return Cell() if place is None else self._sheet.cell(number, place)

    def _problems(self, number: int) -> Iterator[Problem]:
        contact = self._contact(number)
        if EXAMPLE_MARK in contact.name:
            yield self._placed(_EXAMPLE, number, "name")
            return
        structural = [*self._structure(number), *self._kinds(number)]
        yield from structural
        told = {problem.head for problem in structural}
        for problem in contact_problems(contact, self._groups):
            placed = self._placed(problem, number, problem.head or "group")
            if placed.head not in told:
                yield placed

    def _structure(self, number: int) -> Iterator[Problem]:
        if number in self._merged:
            yield self._placed(replace(_MERGED, found=self._merged[number]), number, "group")
        for field, place in self._places.items():
            if (number, place) in self._formulas:
                yield self._placed(_FORMULA, number, field)

    def _kinds(self, number: int) -> Iterator[Problem]:
        """Cells that Excel keeps as something else than text."""
        phone = self._cell(number, "phone")
        if phone.kind == "number" and lost_zero(phone.text):
            yield self._placed(replace(_LOST_ZERO, found=f"{len(phone.text)} หลัก / digits"), number, "phone")
        for field in ("name", "organisation", "phone", "email"):
            if self._cell(number, field).kind == "date":
                yield self._placed(_DATE, number, field)

    def _placed(self, problem: Problem, number: int, field: str) -> Problem:
        return replace(problem, sheet=self._sheet.name, row=number, column=self._letters.get(field), head=HEADS[field])

    def _too_many(self, number: int) -> Problem:
        return Problem(
            code="too-many-contacts", sheet=self._sheet.name, row=number, allowed=f"≤ {MOST_CONTACTS}",
            th=f"มีรายชื่อเกิน {MOST_CONTACTS} ราย", en=f"There are more than {MOST_CONTACTS} contacts.",
        )  # fmt: skip

    def _nothing(self) -> Problem:
        return Problem(
            code="no-contacts", sheet=self._sheet.name, row=self._head_row + 1, found="0",
            th="ไม่มีรายชื่อใต้หัวตาราง", en="There is no contact below the heads.",
        )  # fmt: skip


_EXAMPLE = Problem(
    code="example-row", th="แถวตัวอย่างยังอยู่ ให้ลบแถวนี้", en="This is the example row; delete it.", found=EXAMPLE_MARK
)
_MERGED = Problem(code="merged-cells", th="มีเซลล์ที่ผสานกัน ให้ยกเลิกการผสานเซลล์", en="Cells are merged; unmerge them.")
_FORMULA = Problem(
    code="formula",
    th="เซลล์เป็นสูตร ให้วางเป็นค่า",
    en="The cell holds a formula; paste its value instead.",
    found="สูตร / a formula",
    allowed="ข้อความ / text",
)
_LOST_ZERO = Problem(
    code="lost-zero",
    th="Excel เก็บหมายเลขโทรศัพท์เป็นตัวเลข เลข 0 ตัวหน้าจึงหายไป ให้จัดรูปแบบเซลล์เป็นข้อความแล้วพิมพ์ใหม่",
    en="Excel keeps this telephone as a number and lost its leading 0; format the cell as text and type it again.",
    allowed="0812345678",
)
_DATE = Problem(
    code="cell-is-date",
    th="Excel เก็บเซลล์นี้เป็นวันที่ ให้จัดรูปแบบเซลล์เป็นข้อความแล้วพิมพ์ใหม่",
    en="Excel keeps this cell as a date; format the cell as text and type it again.",
    found="วันที่ / a date",
    allowed="ข้อความ / text",
)


def _no_heads(sheets: Sequence[Sheet]) -> Problem:
    return Problem(
        code="no-heads",
        th="ไม่พบหัวตารางของแบบฟอร์มในชีตใด ให้ใช้แบบฟอร์มที่ดาวน์โหลดจากระบบ",
        en="No sheet has the heads of the template; use the template that the system gives.",
        found=", ".join(sheet.name for sheet in sheets)[:200],
        allowed=" | ".join(column.head for column in COLUMNS),
    )
