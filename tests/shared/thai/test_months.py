import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.thai import MONTHS_TH, MONTHS_TH_SHORT, dates, months, months_in, months_named, years
from shared.thai.plain import any_in, plain
from shared.thai.skeleton import skeleton_of

CASES = [
    ("ประจำเดือนตุลาคม 2566", {"2566-10"}),
    ("ต.ค. 2566", {"2566-10"}),
    ("ต.ค.66", {"2566-10"}),
    ("ตค 66", {"2566-10"}),
    ("มค.67", {"2567-01"}),
    ("สถิติ ม.ค.๖๗", {"2567-01"}),
    ("เดือน มีนาคม ๒๕๖๗", {"2567-03"}),
    ("เดือนมี.ค. 67", {"2567-03"}),
    ("รายงานเดือนม.ค.2567", {"2567-01"}),
    ("เม.ย. 67 และ พ.ค. 67", {"2567-04", "2567-05"}),
    ("มิ.ย.67 ก.ค.67", {"2567-06", "2567-07"}),
    ("ณ วันที่ 31 มี.ค. 2567", {"2567-03"}),
    ("15/10/2566", {"2566-10"}),
    ("15/10/66", {"2566-10"}),
    ("15-11-2023", {"2566-11"}),
    ("2023-12-28", {"2566-12"}),
    ("ข้อมูล 02/2567", {"2567-02"}),
    ("o13_2566-10.pdf", {"2566-10"}),
    ("October 2023", {"2566-10"}),
    ("Statistics, Dec. 2023", {"2566-12"}),
    ("ตุลาคม – ธันวาคม 2566", {"2566-10", "2566-11", "2566-12"}),
    ("ต.ค. 66 - ม.ค. 67", {"2566-10", "2566-11", "2566-12", "2567-01"}),
    ("พฤศจิกายน ถึง มกราคม 2567", {"2566-11", "2566-12", "2567-01"}),
    ("1 - 31 ม.ค. 2567", {"2567-01"}),
    ("ตุลาคม พฤศจิกายน ธันวาคม 2566", {"2566-10", "2566-11", "2566-12"}),
    ("กุมภำพันธ์ 2567", {"2567-02"}),
    ("กมุภาพันธ์ 2567", {"2567-02"}),
    ("ธนวาคม 2566", {"2566-12"}),
    ("สิงหาคม", {"2567-08"}),
    ("ต.ค. พ.ย. ธ.ค. ม.ค.", {"2566-10", "2566-11", "2566-12", "2567-01"}),
    ("ไตรมาสที่ 2", {"2567-01", "2567-02", "2567-03"}),
    ("ไตรมาส 1/2567", {"2566-10", "2566-11", "2566-12"}),
    ("ปีงบประมาณ 2567 (1 ตุลาคม 2566 - 30 กันยายน 2567)", set()),
    ("สำนักงาน ก.พ. กำหนด", set()),
    ("คำสั่ง ที่ 10/2567", set()),
    ("เดือนตุลาคม 45 ราย", {"2566-10"}),
    ("ปีงบประมาณ 2566 เดือนมีนาคม", set()),
    ("มีนาคม 2566", set()),
    ("โทร. 042-612-567", set()),
    ("สิงห์ตลาดน้ำ พ.ศ. 2567 ราคากลาง", set()),
    ("ส.ค.1 ที่ดิน", set()),
    ("มติ ค.ร.ม. 2567", set()),
    ("ต.ค. 2566,45", {"2566-10"}),
    ("เดือน,ราย\nต.ค. 66,45\nพ.ย. 66,3", {"2566-10", "2566-11"}),
    ("ตุลาคม 45,000", {"2566-10"}),
]


@pytest.mark.parametrize(("text", "months"), CASES)
def test_months_of_the_fiscal_year(text: str, months: set[str]) -> None:
    assert months_in(text, 2567) == months


def test_a_name_without_year_is_not_a_named_month() -> None:
    assert months_named("เดือนตุลาคม มีผู้ร้องเรียน 3 ราย") == set()


def test_named_months_are_not_bound_to_one_fiscal_year() -> None:
    assert months_named("ต.ค. 2565 และ มีนาคม 2568") == {"2565-10", "2568-03"}


def test_months_that_follow_each_other_in_a_table() -> None:
    text = "เดือน\nต.ค. 66\nพ.ย. 66\nธ.ค. 66\nม.ค. 67\nรวม"
    assert months_in(text, 2567) == {"2566-10", "2566-11", "2566-12", "2567-01"}


#: What dates in numbers are made of.
NUMBERS = ("2566", "10", "1", "31", "05", "67", "2024", "-", "_", "/", ".", " ", "ที่ ", "25", "\n")


@given(st.lists(st.sampled_from(NUMBERS), max_size=9).map("".join))
def test_a_text_that_is_passed_over_has_no_date_in_numbers(text: str) -> None:
    patterns = (dates._NUMBERS, dates._SHORT_NUMBERS, dates._ISO, months._YEAR_MONTH, months._MONTH_YEAR)
    found = any(pattern.whole.search(text) for pattern in patterns)
    assert any_in(months._BETWEEN_NUMBERS, text) or not found


PARTS = (
    *MONTHS_TH,
    *MONTHS_TH_SHORT,
    *(name.replace(".", "") for name in MONTHS_TH_SHORT),
    *"กคพยม .-\n่ีาำ",
    "2567",
    "เดือน",
    "ถึง",
)


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join))
def test_no_text_with_a_name_is_passed_over(text: str) -> None:
    """What is looked for first, so that texts without any are not searched for all names, misses none."""
    found = {match.group() for match in months._THAI_NAME.finditer(text)}
    assert not found or months._may_name_in_thai(text, skeleton_of(text))


@given(
    st.lists(
        st.sampled_from((*PARTS, "2", "4", "1", "66", "2024", "March 1999", "/", "5", "พ.ศ. ", "ปี ", "12/2566", "19")),
        max_size=7,
    ).map("".join)
)
def test_a_text_without_a_number_like_a_year_has_no_date_and_no_month_of_a_year(text: str) -> None:
    searched = plain(text)
    told = dates.dates_of(searched, searched) or months.months_named_of(searched) or years.years_of(searched)
    assert years.may_name_year(searched) or not (told or years.fiscal_years_of(searched))


@given(
    st.lists(st.sampled_from((*PARTS, "ตุลาคม 2566", "ไตรมาส 2", "15/10/2566", "ปีงบประมาณ 2566")), max_size=6).map(
        " ".join
    )
)
def test_both_questions_at_once_have_the_same_answers(text: str) -> None:
    assert months.months_named_and_of(plain(text), 2567) == months_named(text) | months_in(text, 2567)
