"""View ``deadlines``: what falls due in a round: items, phases of the assessment, surveys, steps of the calendar."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, get_args

import msgspec

from services.worker.projections.base import Folding
from services.worker.projections.quotas import TITLES, closing
from services.worker.projections.rows import Key, Row
from shared.events import Recorded
from shared.events.audits import FindingChanged
from shared.events.preparation import CalendarSet, ItemAssigned, RoundOpened
from shared.events.work import ItemApproved, ItemReturned, ItemSubmitted
from shared.rounds import RoundState, fold_round
from shared.rubric import Rubric, load_rubric
from shared.rubric.model import SurveyId
from shared.settings import BANGKOK
from shared.views import tables


class DeadlinesState(msgspec.Struct):
    """The round, and since when (Bangkok date) the website shows each item whole, as far as two audits agree."""

    round: RoundState = msgspec.field(default_factory=RoundState)
    shown_since: dict[str, date] = {}
    position: int = 0


class DeadlinesView(Folding[DeadlinesState]):
    """See the module."""

    name = "deadlines"
    table = tables.deadlines
    state_table = tables.deadlines_state
    state_type = DeadlinesState
    handles = frozenset(
        {RoundOpened, CalendarSet, ItemAssigned, ItemSubmitted, ItemApproved, ItemReturned, FindingChanged}
    )

    def apply(self, state: DeadlinesState, recorded: Recorded) -> None:
        """See Folding."""
        state.position = recorded.position
        if isinstance(recorded.event, FindingChanged):
            _shown(state, recorded.event)
        else:
            state.round = fold_round([recorded], state.round)

    def rows(self, key: Key, state: DeadlinesState) -> Iterable[Row]:
        """One row for each thing that has a date."""
        if state.round.rubric is None:
            return ()
        rubric = load_rubric(state.round.rubric)
        whose = {"unit": key[0], "fiscal_year": key[1], "position": state.position}
        rows = (*_items(state, rubric), *_phases(rubric), *_surveys(rubric), *_steps(state))
        return [whose | row for row in rows]


def _shown(state: DeadlinesState, event: FindingChanged) -> None:
    if not event.confirmed:
        return
    if event.verdict == "present":
        state.shown_since.setdefault(event.item, event.seen_at.astimezone(BANGKOK).date())
    else:
        state.shown_since.pop(event.item, None)


def _items(state: DeadlinesState, rubric: Rubric) -> Iterator[dict[str, Any]]:
    for item in rubric.items:
        known = state.round.item(item.id)
        due = known.due or item.deadline
        if due is None:
            continue
        approved = known.approved_at.astimezone(BANGKOK).date() if known.approved_at else None
        done = min((day for day in (approved, state.shown_since.get(item.id)) if day), default=None)
        yield _row("item", item.id, item.title.model_dump(), due, done_on=done, officers=known.officers)


def _phases(rubric: Rubric) -> Iterator[dict[str, Any]]:
    for phase in rubric.calendar:
        yield _row("phase", phase.id, phase.title.model_dump(), phase.ends, starts=phase.starts)


def _surveys(rubric: Rubric) -> Iterator[dict[str, Any]]:
    for survey in get_args(SurveyId):
        closes = closing(rubric, survey)
        if closes is not None:
            title = {"th": f"ปิดรับแบบสำรวจ {TITLES[survey]}", "en": f"{TITLES[survey]} closes"}
            yield _row("quota", survey, title, closes)


def _steps(state: DeadlinesState) -> Iterator[dict[str, Any]]:
    calendar = state.round.calendar
    for step in calendar.steps if calendar else ():
        title = {"th": step.title.th, "en": step.title.en}
        yield _row("step", step.id, title, step.ends, starts=step.starts, officers=step.responsible)


def _row(
    kind: str,
    ref: str,
    title: dict[str, str],
    due: date,
    *,
    starts: date | None = None,
    done_on: date | None = None,
    officers: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "kind": kind,
        "ref": ref,
        "title": title,
        "starts": starts,
        "due": due,
        "done_on": done_on,
        "officers": officers,
    }
