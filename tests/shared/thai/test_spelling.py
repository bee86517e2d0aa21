import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.thai import (
    arabic_digits,
    foreign_letters,
    normalise,
    repair_mojibake,
    script_counts,
    skeleton,
    sort_key,
    thai_digits,
)

OFFICE = "สำนักงานตรวจคนเข้าเมือง"
THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B, categories=["Lo", "Mn", "Lm", "Nd"]))
MIXED = st.text(st.sampled_from("กขนสำา\u0e4d่้ิีุเแ \n\t\u200b\ufeffaÉe\u0301๐1\uf70a\uf711.์"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน"),
        ("ส\u0e4d าน ักงาน", "สำนักงาน"),
        ("ส ำนักงาน", "สำนักงาน"),
        ("ส้ำานักงาน", "ส้ำนักงาน"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเผน", "แผน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ที่\u0e48", "ที่"),
        ("หน่วย\u200bงาน\ufeff", "หน่วยงาน"),
        ("ป\uf705า", "ป่า"),
        ("\uf70fิง", "ญิง"),
        ("ก\uf710น", "กัน"),
        ("  a\u00a0 b \r\n\r\n c\t", "a b\nc"),
    ],
)
def test_one_spelling(written: str, meant: str) -> None:
    assert normalise(written) == meant


@given(st.one_of(THAI, MIXED, st.text()))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(THAI)
def test_normal_text_is_in_unicode_normal_form(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normalise(text))


@pytest.mark.parametrize(
    "garbled",
    [
        "ส้ำานักงานตรวจคนเข้ำเมือง",
        "สานักงานตรวจคนเขาเมอง",
        "ส ํ านักงาน ตรวจคน เข้า เมือง",
        "ส(cid:23)\u0e4d\u0e32นักงานตรวจคนเข้าเมือง",
    ],
)
def test_skeletons_of_garbled_text_are_equal(garbled: str) -> None:
    assert skeleton(garbled) == skeleton(OFFICE)


def test_skeletons_tell_words_apart() -> None:
    assert skeleton("แผนปฏิบัติการ") != skeleton("แผนดำเนินงาน")
    assert skeleton("O๑๓ ITA") == "o13ita"


@given(st.text())
def test_digits_go_there_and_back(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
    assert len(thai_digits(text)) == len(text)


def test_digits() -> None:
    assert thai_digits("222/2566") == "๒๒๒/๒๕๖๖"
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙") == "0123456789"


def test_mojibake_is_repaired_line_by_line() -> None:
    broken = OFFICE.encode("cp874").decode("latin-1")
    assert repair_mojibake(f"Café crème\n{broken} 2567\nไทย") == f"Café crème\n{OFFICE} 2567\nไทย"


@given(st.one_of(THAI, st.text(st.characters(max_codepoint=0x9F))))
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == text


def test_dictionary_order() -> None:
    words = ["แม่", "เกาะ", "กา", "ขา", "ก้า", "ก่า", "ไก่", "กก", "เก", "มด"]
    assert sorted(words, key=sort_key) == ["กก", "กา", "ก่า", "ก้า", "เก", "เกาะ", "ไก่", "ขา", "มด", "แม่"]


def test_provinces_in_order() -> None:
    names = ["เชียงใหม่", "ชัยนาท", "ชลบุรี", "เลย", "แพร่", "พะเยา", "ลำปาง"]
    assert sorted(names, key=sort_key) == ["ชลบุรี", "ชัยนาท", "เชียงใหม่", "พะเยา", "แพร่", "ลำปาง", "เลย"]


@given(THAI, THAI)
def test_different_texts_have_different_keys(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


def test_scripts() -> None:
    counts = script_counts("การให้บริการ Visa 2567")
    assert (counts.thai, counts.latin) == (7, 4)
    assert counts.thai_ratio == pytest.approx(7 / 11)
    assert script_counts("123 …").thai_ratio is None


@given(st.one_of(THAI, MIXED, st.text(st.sampled_from("กที่ำา เ\n"))))
def test_texts_told_at_once_from_bytes_are_mended_like_all_others(text: str) -> None:
    """A letter without a byte, which nothing joins, keeps a text from being told at once."""
    assert normalise(f"ก{text}กЖ") == normalise(f"ก{text}ก") + "Ж"


@given(st.one_of(MIXED, st.text(st.sampled_from("กที่ำ \n\r\t\u200b\x0b"))))
def test_lines_are_mended_alike_alone_and_together(text: str) -> None:
    assert normalise(text) == "\n".join(filter(None, map(normalise, text.split("\n"))))


@given(st.text(st.sampled_from("กข้Az9é签 .-\n")))
def test_foreign_letters_are_all_but_thai_ones(text: str) -> None:
    assert foreign_letters(text) == sum(sign.isalpha() and not "\u0e00" <= sign <= "\u0e7f" for sign in text)


@pytest.mark.parametrize("around", ["", "ก", "ก" * 300])
def test_digits_are_found_in_short_and_long_texts(around: str) -> None:
    for thai, arabic in zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True):
        assert arabic_digits(f"{around}{thai}{around}") == f"{around}{arabic}{around}"
    assert arabic_digits(around) == around
