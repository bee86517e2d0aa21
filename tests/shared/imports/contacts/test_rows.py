"""A filled template gives contacts in one spelling, or each fault with its sheet, row, column and head."""

import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from shared.imports import Cell, Sheet, read_sheets
from shared.imports.contacts import ContactText, contact_problems, read_contacts, template
from shared.imports.contacts.phones import phone_number
from tests.shared.imports.books import FIVE, GROUPS, filled, saved


def faults(body: bytes) -> set[tuple[str, int | None, str | None]]:
    return {(each.code, each.row, each.column) for each in read_contacts(read_sheets(body), GROUPS)[1]}


def test_the_template_offers_the_groups_and_says_how_in_both_languages() -> None:
    book = load_workbook(io.BytesIO(template(GROUPS, 5)))
    sheet, groups, words = book.worksheets
    choice = sheet.data_validations.dataValidation[0]
    assert (choice.type, choice.formula1) == ("list", f"'{groups.title}'!$B$2:$B$6")
    assert [groups.cell(row, 2).value for row in range(2, 7)] == [group.title.th for group in GROUPS]
    assert all("/" in str(cell.value) for cell in sheet[1])
    assert words.max_row == 8 and all(words.cell(row, column).value for row in range(2, 9) for column in (1, 2))
    assert sheet["A1"].font.name == "TH Sarabun New" and sheet.sheet_format.defaultRowHeight == 24
    assert sheet.column_dimensions["C"].number_format == "@", "a telephone typed into Excel keeps its 0"


def test_the_empty_template_is_refused_for_its_example() -> None:
    rows, problems = read_contacts(read_sheets(template(GROUPS, 5)), GROUPS)
    assert rows == ()
    assert [(each.code, each.row, each.column) for each in problems] == [("example-row", 2, "B")]


def test_contacts_come_in_one_spelling() -> None:
    rows, problems = read_contacts(read_sheets(filled(*FIVE)), GROUPS)
    assert problems == ()
    assert [row.row for row in rows] == [2, 3, 4, 5, 6]
    assert [row.contact.group for row in rows] == [group.id for group in GROUPS]
    assert [row.contact.phone for row in rows] == ["0812345671", "", "042611075", "+8562055512345", "0812345675"]
    assert rows[1].contact.email == "malee@example.org"


def test_every_fault_is_named_by_row_and_column() -> None:
    wrong = (
        ("ผู้นำแรงงาน", "สมชาย ใจดี", "0812345678"),
        ("1", "", "0812345678"),
        ("1", date(2024, 2, 5), "0812345678"),
        ("1", "5/2/2567", "0812345678"),
        ("1", "สมชาย ใจดี", 812345678),
        ("1", "สมชาย ใจดี", "12345"),
        ("1", "สมชาย ใจดี", "", "somchai@"),
        ("1", "สมชาย ใจดี", "", ""),
        ("1", "ก" * 5_000, "0812345678"),
        ("1", "=A2", "0812345678"),
        ("1", "สมชาย ใจดี", "0812345678", "", "ก" * 300),
        ("1", "1234", "0812345678"),
    )
    assert faults(filled(*wrong)) == {
        ("unknown-group", 2, "A"),
        ("name-missing", 3, "B"),
        ("cell-is-date", 4, "B"),
        ("name-is-date", 5, "B"),
        ("lost-zero", 6, "C"),
        ("bad-phone", 7, "C"),
        ("bad-email", 8, "D"),
        ("no-channel", 9, "C"),
        ("too-long", 10, "B"),
        ("formula", 11, "B"),
        ("too-long", 12, "E"),
        ("bad-name", 13, "B"),
    }


def test_a_problem_tells_what_was_found_and_what_is_allowed_without_quoting_persons() -> None:
    secret = ("1", "2567", "08-secret-1", "secret.person(at)example", "")
    problems = read_contacts(read_sheets(filled(secret)), GROUPS)[1]
    assert {each.code for each in problems} == {"bad-name", "bad-phone", "bad-email"}
    for each in problems:
        assert each.sheet == "รายชื่อ EIT2" and each.head and each.found and each.allowed
        assert "secret" not in f"{each.th}{each.en}{each.found}"


def test_merged_cells_are_named() -> None:
    book = load_workbook(io.BytesIO(filled(*FIVE)))
    book.worksheets[0].merge_cells("A3:A4")
    assert {("merged-cells", 3, "A"), ("merged-cells", 4, "A")} <= faults(saved(book))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874"])
def test_a_csv_with_the_same_heads_is_taken(encoding: str) -> None:
    text = "กลุ่ม,คำนำหน้า ชื่อ และนามสกุล,โทรศัพท์\r\n1,นายสมชาย ใจดี,0812345678\r\n"
    rows, problems = read_contacts(read_sheets(text.encode(encoding)), GROUPS)
    assert problems == () and rows[0].contact.name == "นายสมชาย ใจดี"


def test_a_file_without_the_heads_names_its_sheets_and_the_heads() -> None:
    (problem,) = read_contacts((Sheet("งบประมาณ", ((Cell("ปี"),),)),), GROUPS)[1]
    assert (problem.code, problem.found) == ("no-heads", "งบประมาณ")
    assert "Group" in (problem.allowed or "")


def test_nothing_below_the_heads_and_too_much_below_them() -> None:
    assert faults(filled()) == {("no-contacts", 2, None)}
    assert ("too-many-contacts", 502, None) in faults(filled(*[FIVE[0]] * 501))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("081-234-5678", "0812345678"), ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"), ("+66 (0) 81 234 5678", "0812345678"),
        ("0066812345678", "0812345678"), ("66812345678", "0812345678"), ("042 611 074 ต่อ 12", "042611074 ต่อ 12"),
        ("00856 20 5551 2345", "+8562055512345"), ("1178", "1178"), ("812345678", None), ("08123", None),
        ("ไม่มี", None), ("0812345678 0898765432", None),
    ],
)  # fmt: skip
def test_telephones_have_one_form(written: str, expected: str | None) -> None:
    assert phone_number(written) == expected


@settings(deadline=None)
@given(st.builds(ContactText, group=st.text(), name=st.text(), phone=st.text(), email=st.text()))
def test_no_text_breaks_the_checks_and_what_passes_is_whole(contact: ContactText) -> None:
    if not list(contact_problems(contact, GROUPS)):
        assert contact.name.strip() and (phone_number(contact.phone) or contact.email)
