"""A round's score day by day, folded from its events."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from shared.events import Recorded
from shared.events.preparation import ItemAssigned, RoundOpened
from shared.rubric import Rubric, load_rubric
from shared.settings import BANGKOK
from shared.views.scoring import score_row, shown_on
from shared.views.standing import SCORE_EVENTS, ScoreState, evolve_score

ONE_DAY = timedelta(days=1)


class Marks(msgspec.Struct):
    """What of a round's snapshots is still to be made.

    since: the earliest instant (UTC) of an event whose day is not settled yet. again: the next Bangkok date on which
    the score changes by the calendar alone, because something closed the day before.
    """

    since: datetime | None = None
    again: date | None = None

    def first_open_day(self, today: date) -> date | None:
        """The earliest day before ``today`` (Bangkok dates) that is not settled; None if all are."""
        marked = (day_of(self.since) if self.since else None, self.again)
        return min((day for day in marked if day and day < today), default=None)


def day_of(instant: datetime) -> date:
    """The Bangkok date of an instant."""
    return instant.astimezone(BANGKOK).date()


def midnight(day: date) -> datetime:
    """The instant at which a Bangkok date begins."""
    return datetime.combine(day, time(), tzinfo=BANGKOK)


def daily_rows(
    events: Sequence[Recorded], unit: str, fiscal_year: int, first: date, last: date, *, coarse: bool = False
) -> Iterator[dict[str, Any]]:
    """The score (see ``score_row``) at the end of each day from first to last on which something changed it.

    events: the round's, in the order of the log. coarse: see ``state_on``.
    """
    counted = [event for event in events if type(event.event) in SCORE_EVENTS]
    days = sorted(day for day in days_of_change(counted) if first <= day <= last)
    for day, exact in _states(counted, days):
        row = score_row(shown_on(counted, day, exact) if coarse else exact, unit, fiscal_year, day)
        if row is not None:
            yield {**row, "day": day, "coarse": coarse}


def days_of_change(events: Sequence[Recorded]) -> set[date]:
    """Every Bangkok date on which something happened, or which follows one on which something closed."""
    opened = (event.event for event in events if isinstance(event.event, RoundOpened))
    rubric = next((load_rubric(event.rubric) for event in opened), None)
    dues = {event.event.due for event in events if isinstance(event.event, ItemAssigned) and event.event.due}
    closings = dues | (_closings(rubric) if rubric else set())
    return {day_of(event.happened_at) for event in events} | {day + ONE_DAY for day in closings}


def _closings(rubric: Rubric) -> set[date]:
    items = {item.deadline for item in rubric.items if item.deadline}
    return items | {phase.ends for phase in rubric.calendar}


def _states(events: Sequence[Recorded], days: Iterable[date]) -> Iterator[tuple[date, ScoreState]]:
    """The state at the end of each day: what had happened by then, folded in the order of the log."""
    state, folded = ScoreState(), list[Recorded]()
    for day in days:
        known = [event for event in events if event.happened_at < midnight(day + ONE_DAY)]
        if known[: len(folded)] != folded:  # what happened by this day was recorded in between
            state, folded = ScoreState(), []
        for event in known[len(folded) :]:
            evolve_score(state, event)
        folded = known
        yield day, state
