"""The fold to a standing: counting many answers at once comes to the same as counting one after the other."""

from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from shared.events import Event, Meta, Recorded
from shared.events.preparation import RoundOpened, StaffCounted
from shared.events.surveys import ResponseRecorded
from shared.views.standing import ScoreState, evolve_by_all, evolve_score

QUESTIONS, OPTIONS = ("i1", "i2", "i3"), ("least", "low", "high", "most")

sheets = st.builds(
    ResponseRecorded,
    instrument=st.sampled_from(("IIT", "EIT1", "EIT2")),
    answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(OPTIONS), min_size=1),
    day=st.just(date(2024, 2, 5)),
)
others = st.one_of(
    st.builds(StaffCounted, eligible=st.integers(0, 300)),
    st.just(RoundOpened(unit="TH-49", fiscal_year=2567, rubric="2567-provincial-immigration")),
)


def recorded(position: int, event: Event, *, simulated: bool) -> Recorded:
    return Recorded(
        position=position,
        stream="round/TH-49/2567",
        version=position,
        event_id=uuid4(),
        type=type(event).__name__,
        event=event,
        meta=Meta(actor="somchai", simulated=simulated),
        recorded_at=datetime(2024, 2, 5, tzinfo=UTC),
        shard=1,
        hash=b"",
    )


@given(st.lists(st.tuples(st.one_of(sheets, sheets, sheets, others), st.booleans()), max_size=60), st.data())
def test_counting_many_at_once_is_counting_one_by_one(events: list[tuple[Event, bool]], data: st.DataObject) -> None:
    log = [recorded(place, event, simulated=made_up) for place, (event, made_up) in enumerate(events, start=1)]
    cut = data.draw(st.integers(0, len(log)))
    at_once, one_by_one = ScoreState(), ScoreState()
    evolve_by_all(at_once, log[:cut])
    evolve_by_all(at_once, log[cut:])
    for each in log:
        evolve_score(one_by_one, each)
    # As bytes: the order of questions and options is the same too.
    assert msgspec.json.encode(at_once) == msgspec.json.encode(one_by_one)


def test_what_people_see_moves_on_by_five_sheets() -> None:
    sheet = ResponseRecorded(instrument="IIT", answers={"i1": "high"}, day=date(2024, 2, 5))
    state = ScoreState()
    seen = []
    for position in range(1, 12):
        evolve_by_all(state, [recorded(position, sheet, simulated=False)])
        seen.append(state.tallies["IIT"].shown.get("i1", {}).get("high", 0))
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]
