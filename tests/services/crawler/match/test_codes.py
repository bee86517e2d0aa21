"""Item codes in text and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.match.codes import CodeReader
from shared.thai import thai_digits

READER = CodeReader()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("O1 โครงสร้าง", (1,)),
        ("o1", (1,)),
        ("O.1 โครงสร้าง", (1,)),
        ("O1:", (1,)),
        ("O2 : ข้อมูลบริหาร", (2,)),
        ("o10: คู่มือ", (10,)),
        ("O-1", (1,)),
        ("O 1 โครงสร้าง", (1,)),
        ("OIT1", (1,)),
        ("OIT 3 อำนาจหน้าที่", (3,)),
        ("OIT : O4 ข้อมูลการติดต่อ", (4,)),
        ("ITA 2567 O5", (5,)),
        ("01 โครงสร้าง", (1,)),
        ("01", (1,)),
        ("010 แผนดำเนินงานประจำปี", (10,)),
        ("017", (17,)),
        ("๐๑ โครงสร้าง", (1,)),
        ("๐๑๐", (10,)),
        ("0๑๑", (11,)),
        ("๐-๘ คู่มือการให้บริการ", (8,)),
        ("0–12 เงินกองทุน", (12,)),
        ("๐23", (23,)),
        ("O01", (1,)),
        ("Ｏ１２", (12,)),
        ("О7 (Cyrillic O)", (7,)),
        ("📄 O9 E-Service", (9,)),
        ("• O13 ประกาศ", (13,)),
        ("ข้อ O1", (1,)),
        ("ตัวชี้วัดที่ O14 สรุปผล", (14,)),
        ("1. O1 โครงสร้าง", (1,)),
        ("O1 – โครงสร้าง", (1,)),
        ("O1โครงสร้าง", (1,)),
        ("O13.2 แผน", (13,)),
        ("O11-O12", (11, 12)),
        ("O11-12", (11, 12)),
        ("O15 O16 O17 งานบริการ", (15, 16, 17)),
        ("ตัวชี้วัดย่อยที่ 10.1 : O17 ประกาศนโยบาย", (17,)),
        ("O5 053-123456", (5,)),
        ("010/011/012", (10, 11, 12)),
        ("O3, O6, O7, O8 แผน", (3, 6, 7, 8)),
        ("O13 และ O14", (13, 14)),
        ("โครงสร้าง (O1)", (1,)),
        ("โครงสร้างหน่วยงาน O1", (1,)),
    ],
)
def test_every_spelling_is_read(text: str, numbers: tuple[int, ...]) -> None:
    code = READER.read(text)
    assert code is not None
    assert code.numbers == numbers


@pytest.mark.parametrize(
    "text",
    [
        "",
        "โครงสร้าง",
        "042-611-074",
        "042 611 074",
        "01/02/2567",
        "08.30 - 16.30 น.",
        "0-5 ปี พัฒนาการเด็ก",
        "0-2 เดือนแรก",
        "0-1",
        "OIT 2567",
        "ITA2567",
        "No.1 ของประเทศ",
        "ตามข้อ O19",
        "ดำเนินการตาม O19",
        "2567",
        "10 ขั้นตอน",
        "0",
        "00",
        "Windows 10",
        "O2O marketing",
        "video1",
    ],
)
def test_other_words_are_no_codes(text: str) -> None:
    code = READER.read(text)
    assert code is None or not code.numbers


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("ข้อ 5", (5,), ""),
        ("ข้อ 7-8", (7, 8), ""),
        ("ข้อ 17–18 ประกาศนโยบาย", (17, 18), "ประกาศนโยบาย"),
        ("ข้อ ๑๑ - ๑๒ แผนการใช้จ่าย", (11, 12), "แผนการใช้จ่าย"),
        ("ข้อ 3 และ 5", (3, 5), ""),
        ("ข้อที่ 1 ถึง 3", (1, 2, 3), ""),
        ("4. ข้อมูลการติดต่อ", (4,), "ข้อมูลการติดต่อ"),
    ],
)
def test_bare_numbers(text: str, numbers: tuple[int, ...], rest: str) -> None:
    code = READER.bare(text)
    assert code is not None
    assert (code.numbers, code.rest) == (numbers, rest)


@pytest.mark.parametrize("text", ["ข้อ 1-24", "ข้อ 5-2", "ข้อ 2.5", "ข้อมูล", "30 วัน"])
def test_what_is_no_row_of_a_table_has_no_bare_number(text: str) -> None:
    code = READER.bare(text)
    assert code is None or code.numbers == (30,)


@pytest.mark.parametrize("text", ["MOIT 1 วางระบบ", "MOIT1.1", "EB 4.1 ประกาศ", "EB26", "EIT 1", "IIT1"])
def test_codes_of_other_systems_are_not_ours(text: str) -> None:
    code = READER.read(text)
    assert code is not None
    assert code.foreign
    assert not code.numbers


@pytest.mark.parametrize("text", ["ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน (O1 - O5)", "ตัวชี้วัดที่ 10", "O1 - O8 ข้อมูลพื้นฐาน"])
def test_a_group_of_items_is_no_item(text: str) -> None:
    code = READER.read(text)
    assert code is not None
    assert code.group
    assert not code.numbers


@pytest.mark.parametrize(
    ("url", "numbers"),
    [
        ("http://x/o27-rules/", (27,)),
        ("http://x/ita/oit-3-%E0%B8%81%E0%B8%8E/", (3,)),
        ("https://sites.google.com/view/x/oit2023-ita2023/o25-การ", (25,)),
        ("http://x/files/O13.pdf", (13,)),
        ("http://x/files/O13_2567.pdf", (13,)),
        ("http://x/o11-o12/", (11, 12)),
        ("http://x/027-rules/", (27,)),
        ("http://x/oit2024/", ()),
        ("http://x/photo1.jpg", ()),
        ("http://x/moit1/", ()),
        ("http://x/2024/01/news/", ()),
        ("http://[broken", ()),
    ],
)
def test_codes_in_addresses(url: str, numbers: tuple[int, ...]) -> None:
    assert READER.in_address(url) == numbers


@given(
    number=st.integers(1, 99),
    letter=st.sampled_from(["O", "o", "O.", "O-", "OIT", "OIT ", "oit-", "O ", "0", "๐", "Ｏ", "О"]),
    thai=st.booleans(),
    lead=st.sampled_from(["", "  ", "📄 ", "- ", "ข้อ ", "ตัวชี้วัด ", "("]),
    tail=st.sampled_from(["", " โครงสร้าง", ": โครงสร้าง", " – โครงสร้าง", ") โครงสร้าง"]),
)
def test_a_code_is_read_however_it_is_written(number: int, letter: str, thai: bool, lead: str, tail: str) -> None:
    digits = thai_digits(str(number)) if thai else str(number)
    code = READER.read(f"{lead}{letter}{digits}{tail}")
    assert code is not None
    assert code.numbers == (number,)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    code = READER.read(text)
    assert code is None or all(0 < number < 100 for number in code.numbers)
    READER.in_address("http://x/" + text)


def test_a_rubric_with_other_letters_reads_those_only() -> None:
    reader = CodeReader("MOIT")
    code = reader.read("MOIT 1 วางระบบ")
    assert code is not None
    assert code.numbers == (1,)
    assert reader.read("O1 โครงสร้าง") is None
    assert reader.read("01 โครงสร้าง") is None


def test_a_bare_number_before_a_title_may_be_a_code() -> None:
    code = READER.bare("1. โครงสร้าง")
    assert code is not None
    assert code.numbers == (1,)
    assert READER.bare("1.5 ล้านบาท") is None


def test_paragraphs_are_read_at_their_beginning_only() -> None:
    words = " และประชาชนทั่วไป" * 40
    for begin in ("O3 กฎหมาย", "ข้อ O3 กฎหมาย", "๐๓ กฎหมาย", "OIT 3 กฎหมาย"):
        code = READER.read(f"  – {begin}{words}")
        assert code is not None
        assert code.numbers == (3,)
    assert READER.read(f"ที่ 3 กฎหมาย{words} (O3)") is None
    group = READER.read(f"ตัวชี้วัดที่ 9{words}")
    assert group is not None
    assert group.group
