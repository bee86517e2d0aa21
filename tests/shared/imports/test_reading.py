"""Files of all kinds are read or refused by name, and none harms the process that asked."""

import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from shared.imports import Cell, FileRefused, column_letter, read_sheets
from shared.imports.sheets import place_of, rows_of
from tests.shared.imports.books import FIVE, filled, saved, with_part, zipped


def far_corner() -> bytes:
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "a", "b"
    return saved(book)


def many_rows(count: int) -> bytes:
    return b"a,b\n" * count


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "file-empty": lambda: b" \r\n ",
    "file-too-large": lambda: b"a,b\n" * 3_000_000,
    "file-damaged": lambda: b"PK\x03\x04 this is no archive",
    "file-too-heavy": lambda: zipped(xl__workbook=b"<x/>", xl__worksheets__sheet1=b"0" * 400_000_000),
    "file-has-password": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "file-has-macros": lambda: with_part(filled(*FIVE), "xl/vbaProject.bin", b"x"),
    "file-old-excel": lambda: OLE + b"Workbook" * 100,
    "file-no-table": lambda: zipped(word__document=b"<w/>"),
    "file-encoding": lambda: bytes(range(256)),
    "file-too-many-rows": lambda: many_rows(100_001),
    "file-too-many-columns": lambda: b"," * 1_000,
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_hostile_or_wrong_file_is_refused_by_name_in_both_languages(code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_sheets(REFUSED[code]())
    problem = refusal.value.problem
    assert problem.code == code
    assert problem.th.strip() and problem.en.strip() and "{" not in problem.th + problem.en


def test_a_sheet_that_claims_to_be_endless_ends_its_reader_alone() -> None:
    with pytest.raises(FileRefused, match="too much"):
        read_sheets(far_corner())
    assert read_sheets(b"a,b\n1,2\n")[0].cell(2, 1).text == "2"


@pytest.mark.parametrize("body", [b"<html><table>", b"%PDF-1.7", b'{"a": 1}'])
def test_text_that_is_no_table_is_refused(body: bytes) -> None:
    with pytest.raises(FileRefused, match="neither"):
        read_sheets(body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_reads_alike_in_every_encoding_and_separator(encoding: str, separator: str) -> None:
    text = f'กลุ่ม{separator}ชื่อ\r\n"1"{separator}"ก ""ข"" {separator} ค"\r\n'
    sheet = read_sheets(text.encode(encoding))[0]
    assert [[cell.text for cell in row] for row in sheet.rows] == [["กลุ่ม", "ชื่อ"], ["1", f'ก "ข" {separator} ค']]


def test_of_utf_16_without_its_mark_people_are_told_what_to_save() -> None:
    with pytest.raises(FileRefused, match="save it as CSV UTF-8"):
        read_sheets("กลุ่ม,Name\r\n1,ก\r\n".encode("utf-16-le"))


def test_a_cell_tells_what_it_was() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = 812345678, 1.5, date(2024, 2, 5), True
    sheet["B3"] = "=1+1"
    sheet.merge_cells("C4:D5")
    found = read_sheets(saved(book))[0]
    assert found.rows[1] == (
        Cell(), Cell("812345678", "number"), Cell("1.5", "number"), Cell("2024-02-05", "date"), Cell("TRUE", "truth"),
    )  # fmt: skip
    assert found.formulas == ("B3",)
    assert rows_of(found.merged, 9) == {4: "C4:D5", 5: "C4:D5"}
    assert found.cell(99, 99) == Cell()


RANGES = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 10)), max_size=8)


@given(RANGES, st.integers(0, 30))
def test_every_row_under_a_merged_range_is_found(ranges: list[tuple[int, int]], last: int) -> None:
    written = [f"A{first}:B{first + more}" for first, more in ranges]
    expected = {row for first, more in ranges for row in range(first, first + more + 1) if row <= last}
    touched = rows_of(written, last)
    assert touched.keys() == expected
    for row, merged in touched.items():
        first, end = (int(corner[1:]) for corner in merged.split(":"))
        assert merged in written and first <= row <= end


def test_ranges_over_whole_columns_are_no_work_however_many() -> None:
    """One after another they would be twenty thousand million rows."""
    ranges = (f"A{first}:A1048576" for first in range(1, 20_001))
    assert len(rows_of(ranges, 5_000)) == 5_000


def test_formulas_are_seen_in_files_of_other_programs_too() -> None:
    """They give every element a prefix, and attributes another order."""
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["B2"] = "x", "=1+1"
    with zipfile.ZipFile(io.BytesIO(saved(book))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = re.sub(r"<(/?)(?=\w)", r"<\1x:", parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("xmlns=", "xmlns:x=")
    turned = re.sub(r'<sheet (?P<rest>.*?) (?P<id>r:id="\w+")', r"<sheet \g<id> \g<rest>", parts["xl/workbook.xml"])
    assert turned != parts["xl/workbook.xml"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**parts, "xl/workbook.xml": turned}.items():
            archive.writestr(name, content)
    (found,) = read_sheets(out.getvalue())
    assert (found.cell(1, 0).text, found.formulas) == ("x", ("B2",))


@pytest.mark.parametrize(("column", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_their_letters(column: int, letter: str) -> None:
    assert column_letter(column) == letter
    assert place_of(f"{letter}7") == (7, column)
