"""When a survey takes answers: the dates of the round's own calendar, else those of the rubric's."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

from shared.events.preparation import CalendarStep
from shared.rubric.model import Rubric, SurveyId

#: Where a day stands to a window.
WindowState = Literal["before", "open", "after"]


class Window(Struct, frozen=True, kw_only=True):
    """Inclusive dates (Bangkok); None where no calendar names one: without a date nothing opens late or closes.

    basis: whose calendar says so; ``none`` where neither does.
    """

    opens: date | None = None
    closes: date | None = None
    basis: Literal["round", "rubric", "none"] = "none"

    def state(self, day: date) -> WindowState:
        """Where this day stands."""
        if self.opens is not None and day < self.opens:
            return "before"
        return "after" if self.closes is not None and day > self.closes else "open"


def survey_window(rubric: Rubric, survey: SurveyId, steps: Iterable[CalendarStep] = ()) -> Window:
    """The survey's window. A step of the round's calendar with the id of the rubric's phase (``iit``) replaces it."""
    phase_id = survey.lower()
    own = next((step for step in steps if step.id == phase_id), None)
    if own is not None:
        return Window(opens=own.starts, closes=own.ends, basis="round")
    phase = rubric.phase(phase_id)
    return Window(opens=phase.starts, closes=phase.ends, basis="rubric") if phase else Window()
