"""The pace to a minimum: exact, by working days, with a forecast and a sentence in two languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.views.progress import pace_of
from shared.views.progress.pace import working_days

#: Monday of the unit's second meeting.
MEETING = date(2024, 2, 5)
CLOSES = date(2024, 7, 1)


def test_the_meeting_of_5_february_2567() -> None:
    by_day = {date(2024, 1, 15): 103, date(2024, 1, 29): 50, date(2024, 2, 2): 60, MEETING: 20, date(2024, 2, 6): 99}
    pace = pace_of(by_day, 500, CLOSES, MEETING)
    assert (pace.recorded, pace.left, pace.state) == (233, 267, "in_time")
    # 6 February to 1 July 2024: 21 whole weeks from Tuesday to Monday.
    assert pace.working_days_left == 105
    assert pace.needed_per_day == "2.6", "267 / 105, rounded up, since 2.5 a day would miss it"
    assert (pace.last_7, pace.last_14) == (80, 130)
    assert (pace.pace_7, pace.pace_14) == ("16.0", "13.0")
    # 267 / 13 is 20.5: the 21st working day.
    assert pace.forecast == date(2024, 3, 5)
    assert "267" in pace.sentence.th and "1 กรกฎาคม 2567" in pace.sentence.th and "5 มีนาคม 2567" in pace.sentence.th
    assert "267 answers" in pace.sentence.en and "1 July 2024" in pace.sentence.en and "in time" in pace.sentence.en


@pytest.mark.parametrize(
    ("by_day", "minimum", "today", "state"),
    [
        ({}, None, MEETING, "no_minimum"), ({MEETING: 5}, 5, MEETING, "reached"), ({MEETING: 5}, 6, CLOSES, "closed"),
        ({MEETING: 5}, 6, MEETING - timedelta(1), "idle"), ({MEETING: 20}, 400, MEETING, "late"),
        ({MEETING: 1}, 9_000, MEETING, "idle"), ({MEETING: 10}, 20, MEETING, "in_time"),
    ],
)  # fmt: skip
def test_each_state_has_its_sentence(by_day: dict[date, int], minimum: int | None, today: date, state: str) -> None:
    pace = pace_of(by_day, minimum, CLOSES, today)
    assert pace.state == state
    assert "{" not in pace.sentence.th + pace.sentence.en and "None" not in pace.sentence.th + pace.sentence.en


def test_without_a_closing_day_there_is_a_forecast_and_no_needed_pace() -> None:
    pace = pace_of({MEETING: 10}, 20, None, MEETING)
    assert (pace.needed_per_day, pace.working_days_left) == (None, None)
    assert pace.forecast == date(2024, 2, 19)


@pytest.mark.parametrize(("after", "until", "days"), [(0, 0, 0), (0, 1, 1), (0, 7, 5), (4, 6, 0), (4, 7, 1), (3, 1, 0)])
def test_working_days_are_monday_to_friday(after: int, until: int, days: int) -> None:
    assert working_days(MEETING + timedelta(after), MEETING + timedelta(until)) == days


def test_holidays_are_no_working_days() -> None:
    """Songkran: of 8 to 19 April, ten weekdays, three are holidays."""
    songkran = {date(2024, 4, 12), date(2024, 4, 15), date(2024, 4, 16)}
    before = date(2024, 4, 5)
    pace = pace_of({before: 10}, 24, date(2024, 4, 19), before, songkran)
    assert (pace.working_days_left, pace.needed_per_day) == (7, "2.0")
    assert pace_of({before: 10}, 24, date(2024, 4, 19), before).working_days_left == 10
    slow = pace_of({before: 10}, 15, None, before, songkran)
    assert slow.forecast == date(2024, 4, 17), "five days at one a day: four before the holidays, one after"
    every_day = {before - timedelta(days) for days in range(20)}
    assert pace_of({before: 10}, 24, None, before, every_day).pace_14 == "10.0"


@settings(deadline=None)
@given(
    st.dictionaries(st.dates(date(2024, 1, 1), date(2024, 6, 30)), st.integers(1, 50), max_size=30),
    st.integers(0, 900),
    st.dates(date(2024, 1, 1), date(2024, 6, 28)),
)
def test_the_needed_pace_reaches_the_minimum_by_the_last_day(
    by_day: dict[date, int], minimum: int, today: date
) -> None:
    pace = pace_of(by_day, minimum, CLOSES, today)
    assert pace.recorded + pace.left >= minimum
    if pace.left:
        assert pace.needed_per_day is not None and pace.working_days_left is not None
        tenths = int(pace.needed_per_day.replace(".", ""))
        assert tenths * pace.working_days_left >= 10 * pace.left > (tenths - 1) * pace.working_days_left
    if pace.forecast is not None:
        working = working_days(today, pace.forecast)
        assert working * pace.last_14 >= 10 * pace.left > (working - 1) * pace.last_14
