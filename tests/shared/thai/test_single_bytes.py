"""Bytes for signs are those that Python's own cp874 gives, faults included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.thai.single_bytes import from_bytes, to_bytes

TEXTS = st.text(st.sampled_from("กขะา์๙ aZ09-–“”\n\x00\x80\xa0éѢ中\ud800"), max_size=12)


@given(TEXTS)
def test_a_text_has_the_bytes_of_cp874_or_none(text: str) -> None:
    assert to_bytes(text, "ignore") == text.encode("cp874", "ignore")
    try:
        expected = text.encode("cp874")
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            to_bytes(text)
    else:
        assert to_bytes(text) == expected
        assert from_bytes(expected) == text


@given(st.binary(max_size=6))
def test_bytes_have_the_signs_of_cp874_or_none(signs: bytes) -> None:
    try:
        expected = signs.decode("cp874")
    except UnicodeDecodeError:
        with pytest.raises(UnicodeDecodeError):
            from_bytes(signs)
    else:
        assert from_bytes(signs) == expected
