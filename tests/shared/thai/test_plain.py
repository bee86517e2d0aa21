import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, arabic_digits, dates, months, normalise, thai_digits, years
from shared.thai.plain import Sought, plain

SOUGHT = {
    f"{module.__name__}.{name}": value
    for module in (dates, months, years)
    for name, value in vars(module).items()
    if isinstance(value, Sought)
}
PIECES = (
    *MONTHS_TH,
    *MONTHS_TH_SHORT,
    *("มค", "ตค", "กุมภำพนธ์", "January", "feb.", "SEPT", "dec", "fy", "fiscal year of", "ปีงบประมาณ", "ปี งบ", "พ.ศ."),
    *("1", "31", "05", "2567", "2024", "66", "2566-10", "10/2566", "1/10/2566", "15-11-66", "2024-01-05", "เดือน", "ที่"),
    *(" ", "-", "/", ".", ",", "\n", "ถึง", "ก", "a"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize("name", SOUGHT)
@given(text=TEXTS)
def test_to_look_only_where_a_pattern_can_begin_finds_all_of_it(name: str, text: str) -> None:
    sought, searched = SOUGHT[name], plain(text)
    found = [(match.span(), match.groupdict()) for match in sought.finditer(searched)]
    assert found == [(match.span(), match.groupdict()) for match in sought.whole.finditer(searched)]


DAYS = st.tuples(
    st.sampled_from(["", "วันที่ ", "1", "."]),
    st.integers(0, 39).map(str),
    st.sampled_from(["", " ", "  ", " เดือน", "เดือน ", "-"]),
    st.sampled_from([*MONTHS_TH, *MONTHS_TH_SHORT, "ก. พ", "January", "sep.", "พ.ศ.", "ตรวจ"]),
    st.sampled_from([" 2567", " พ.ศ. 2567", "67", " ปี 2024", ""]),
).map("".join)


@given(st.lists(DAYS, max_size=3).map(" ".join).map(plain))
def test_days_before_names_are_found_as_by_the_whole_pattern(text: str) -> None:
    sought = dates._WORDS
    assert [match.span() for match in sought.finditer(text)] == [match.span() for match in sought.whole.finditer(text)]


@given(TEXTS)
def test_plain_text_is_normalised_and_has_arabic_digits_in_the_same_places(text: str) -> None:
    assert plain(thai_digits(text)) == arabic_digits(normalise(text))
    assert len(plain(text)) == len(normalise(text))


def test_every_family_of_patterns_is_tried() -> None:
    assert len(SOUGHT) >= 11
