"""The columns of the template: their heads in Thai and English, and how a head is recognised."""

from dataclasses import dataclass

from shared.imports.sheets import Sheet
from shared.thai import skeleton

#: Rows at the top of a sheet among which the heads are looked for.
_HEAD_ROWS = 15


@dataclass(frozen=True)
class Column:
    """field: of ContactText. width: in characters."""

    field: str
    th: str
    en: str
    width: int

    @property
    def head(self) -> str:
        """The head as the template has it."""
        return f"{self.th} / {self.en}"


COLUMNS = (
    Column("group", "กลุ่ม", "Group", 44),
    Column("name", "คำนำหน้า ชื่อ และนามสกุล", "Title and full name", 34),
    Column("phone", "โทรศัพท์", "Telephone", 20),
    Column("email", "อีเมล", "E-mail", 30),
    Column("organisation", "หน่วยงานหรือบริษัท", "Organisation", 34),
)
#: Field → its head.
HEADS = {column.field: column.head for column in COLUMNS}
#: Fields without whose columns a sheet is no list of contacts.
NEEDED = ("group", "name")


def find_heads(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row (from 1) with the heads, and the column (from 0) of each field; None where there is none."""
    for number in range(1, min(len(sheet.rows), _HEAD_ROWS) + 1):
        places: dict[str, int] = {}
        for place, cell in enumerate(sheet.rows[number - 1]):
            field = _BY_HEAD.get(skeleton(cell.text))
            if field is not None:
                places.setdefault(field, place)
        if all(field in places for field in NEEDED):
            return number, places
    return None


def _heads() -> dict[str, str]:
    """Each way of writing a head → the field."""
    known: dict[str, str] = {}
    for column in COLUMNS:
        for written in (column.head, column.th, column.en, f"{column.th}{column.en}", column.field):
            known[skeleton(written)] = column.field
    return known


_BY_HEAD = _heads()
