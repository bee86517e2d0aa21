"""Contact data is looked for only where it can begin; that finds the same as trying every place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.crawler.checks import contact

PIECES = (
    *("0", "042", "(042)", "+66", "66", "81", "345", "6789", "-", " ", "\n", "โทร", "โทร.", "สายด่วน", ":", "1178"),
    *("ita", "a.b", "x+y", "@", "[at]", "(AT)", "[At]", "immigration", ".go", ".th", "é", "ไทย", "a" * 70),
    *("ตำบล", "อำเภอ", "ถนน", "หมู่ที่", "แขวง", "ต.", "อ.", "ถ.", "จ.", "พ.ต.", "ค.", "ในเมือง", "Moo", "ROAD", "rd."),
    *("Tambon", "amphoe", "dıstrict", "district", "ก"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def place(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None


@pytest.mark.parametrize("sought", [contact._PHONE, contact._ADDRESS, contact._AT])
@given(text=TEXTS)
def test_numbers_and_addresses_are_found_as_by_the_whole_pattern(sought: contact.Sought, text: str) -> None:
    assert place(sought.search(text)) == place(sought.whole.search(text))


@given(TEXTS)
def test_the_first_mail_address_is_found_as_by_the_whole_pattern(text: str) -> None:
    assert place(contact._mail_in(text)) == place(contact._EMAIL.search(text))
