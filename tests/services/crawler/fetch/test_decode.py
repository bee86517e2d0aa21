import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.fetch import decode_html
from shared.thai import repair_mojibake

TEXT = "<title>ตรวจคนเข้าเมืองจังหวัดมุกดาหาร</title> O1 – โครงสร้าง"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_thai_in_every_character_set(encoding: str) -> None:
    assert decode_html(TEXT.encode(encoding)) == TEXT


def test_quotes_that_only_cp874_has() -> None:
    assert decode_html("“แผน” … –".encode("cp874")) == "“แผน” … –"


def test_a_cut_body_stays_utf_8() -> None:
    assert decode_html(TEXT.encode()[:-1]).startswith(TEXT[:-1])


def test_one_bad_byte_does_not_change_the_character_set() -> None:
    body = (TEXT * 10).encode()
    assert decode_html(body[:300] + b"\xff" + body[300:]).count("ตรวจ") == 10


def test_short_text_in_cp874() -> None:
    assert decode_html("ก".encode("cp874")) == "ก"


def test_mojibake_inside_utf_8_is_repaired() -> None:
    broken = "สำนักงาน".encode("cp874").decode("latin-1").encode()
    assert decode_html(broken) == "สำนักงาน"


@given(st.text(st.characters(max_codepoint=0x120) | st.sampled_from("กำที่“–"), max_size=60))
def test_a_page_without_accented_letters_is_passed_over_and_no_other(text: str) -> None:
    assert decode_html(b"<p>" + text.encode()) == repair_mojibake("<p>" + text)


@given(st.binary(max_size=500))
def test_any_bytes_give_text(body: bytes) -> None:
    assert isinstance(decode_html(body), str)
