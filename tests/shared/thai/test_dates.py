from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.thai import (
    dates_in,
    fiscal_year,
    fiscal_year_bounds,
    fiscal_year_months,
    fiscal_years_in,
    format_date,
    month_of,
    normalise,
    parse_date,
    years_in,
)

ORDER = date(2023, 12, 28)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "28 ธันวาคม 2566",
        "สั่ง ณ วันที่ ๒๘ ธันวาคม พ.ศ. ๒๕๖๖",
        "วันที่ 28 เดือน ธันวาคม พ.ศ. 2566",
        "28 ธ.ค. 2566",
        "28 ธ.ค.66",
        "28ธค66",
        "๒๘ ธ.ค. ๖๖",
        "28/12/2566",
        "28-12-66",
        "28.12.2566",
        "28/12/2023",
        "2023-12-28",
        "28 December 2023",
        "Dec 28, 2023",
        "December 28th, 2023",
        "28 ธันวำคม 2566",
        "1 - 28 ธันวาคม 2566",
    ],
)
def test_ways_to_write_a_date(text: str) -> None:
    assert parse_date(text) == ORDER


@pytest.mark.parametrize("text", ["31 กุมภาพันธ์ 2567", "042-612-567", "1.2.67", "12 ตุลาคม 45 ราย", "ข้อ 9/2567", ""])
def test_what_is_not_a_date(text: str) -> None:
    assert parse_date(text) is None


def test_dates_come_in_order_with_their_place() -> None:
    text = "ตั้งแต่ ๑ ต.ค. ๒๕๖๖ ถึง ๓๐ ก.ย. ๒๕๖๗"
    found = dates_in(text)
    assert [item.day for item in found] == list(fiscal_year_bounds(2567))
    assert [normalise(text)[item.start : item.end] for item in found] == ["๑ ต.ค. ๒๕๖๖", "๓๐ ก.ย. ๒๕๖๗"]


@given(DAYS, st.sampled_from(["arabic", "thai"]), st.booleans())
def test_what_is_formatted_can_be_read(day: date, digits: str, short: bool) -> None:
    assert parse_date(format_date(day, digits=digits, short=short)) == day  # type: ignore[arg-type]


@given(DAYS)
def test_a_day_lies_within_its_fiscal_year(day: date) -> None:
    year = fiscal_year(day)
    first, last = fiscal_year_bounds(year)
    assert first <= day <= last
    assert month_of(day) in fiscal_year_months(year)


def test_the_fiscal_year_of_the_round() -> None:
    assert fiscal_year(date(2023, 9, 30)) == 2566
    assert fiscal_year(date(2023, 10, 1)) == 2567
    assert fiscal_year_months(2567)[0] == "2566-10"
    assert fiscal_year_months(2567)[-1] == "2567-09"


def test_dates_for_people() -> None:
    assert format_date(ORDER) == "28 ธันวาคม 2566"
    assert format_date(ORDER, digits="thai", short=True) == "๒๘ ธ.ค. ๒๕๖๖"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", {2567}),
        ("ปี 67", {2567}),
        ("พ.ศ.2566-2567", {2566, 2567}),
        ("Annual plan 2024", {2567}),
        ("งบประมาณ 2567 บาท", set()),
        ("จำนวน 12,567 และ 2567.50", set()),
        ("โทร 0422567890", set()),
        ("O13 67", set()),
    ],
)
def test_years_that_a_text_names(text: str, years: set[int]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ปีงบประมาณ พ.ศ. 2567", {2567}),
        ("ปีงบฯ 67", {2567}),
        ("ปีงบประมาณ67", {2567}),
        ("FY2024", {2567}),
        ("fiscal year 2567", {2567}),
        ("ประกาศ พ.ศ. 2566", set()),
    ],
)
def test_fiscal_years_that_a_text_names(text: str, years: set[int]) -> None:
    assert fiscal_years_in(text) == years
