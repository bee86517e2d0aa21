"""When a survey takes answers: whose calendar counts, and where a day stands to it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.events.base import Text
from shared.events.preparation import CalendarStep
from shared.rounds import Window, survey_window
from shared.rubric import load_rubric

RUBRIC = load_rubric("2567-provincial-immigration")
DAYS = st.dates(date(2023, 1, 1), date(2025, 1, 1))


def step(step_id: str, starts: date, ends: date) -> CalendarStep:
    return CalendarStep(id=step_id, phase="p", title=Text(th="ก", en="a"), starts=starts, ends=ends)


def test_the_rubrics_calendar_counts_unless_the_rounds_own_names_the_survey() -> None:
    theirs = Window(opens=date(2024, 1, 1), closes=date(2024, 7, 1), basis="rubric")
    assert survey_window(RUBRIC, "EIT1") == survey_window(RUBRIC, "IIT") == theirs
    other = step("assessment-4", date(2024, 2, 1), date(2024, 3, 1))
    assert survey_window(RUBRIC, "EIT1", [other]) == theirs
    own = step("eit1", date(2024, 2, 1), date(2024, 8, 15))
    assert survey_window(RUBRIC, "EIT1", [other, own]) == Window(opens=own.starts, closes=own.ends, basis="round")
    assert survey_window(RUBRIC, "IIT", [own]) == theirs


def test_a_survey_that_no_calendar_names_is_always_open() -> None:
    window = survey_window(RUBRIC, "EIT2")
    assert window == Window() and window.basis == "none"
    assert window.state(date(1999, 1, 1)) == window.state(date(2999, 1, 1)) == "open"


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_window_is_open_from_its_first_day_through_its_last(opens: date, length: int, day: date) -> None:
    window = Window(opens=opens, closes=opens + timedelta(days=length))
    assert (window.state(day) == "open") == (0 <= (day - opens).days <= length)
    assert (window.state(day) == "before") == (day < opens)
