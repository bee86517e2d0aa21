"""What a score as of a day goes by: all that had happened by its end, in any order that answers keep."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.events import Event, Meta, Recorded
from shared.events.preparation import ItemAssigned, QuotaSet, RoundOpened, StaffCounted
from shared.events.work import AppealDecided, ItemApproved, ItemReturned, ItemScored, ItemSubmitted
from shared.views.scoring import score_on
from tests.services.worker.facts import RUBRIC, YEAR, answer, completed, finding

DAY = date(2024, 2, 5)
NOON = datetime(2024, 2, 5, 5, tzinfo=UTC)
#: What happens on one day, as rows of events of which each answers those before it; between rows any order will do.
ROWS: list[list[Event]] = [
    [StaffCounted(eligible=48), StaffCounted(eligible=40)],
    [QuotaSet(instrument="EIT1", minimum=500)],
    [answer("IIT", "most")], [answer("IIT", "low")], [answer("IIT", "least")],
    [answer("EIT1", "high")], [answer("EIT1", "most")], [answer("EIT2", "least")],
    [ItemAssigned(item="O1", officers=("ก",), due=date(2024, 5, 20))],
    [ItemSubmitted(item="O1", evidence=()), ItemApproved(item="O1", evidence=())],
    [ItemSubmitted(item="O2", evidence=()), ItemReturned(item="O2", reason="ไม่ครบ")],
    [finding("O3", "partial"), finding("O3", "present")],
    [finding("O4", "present"), finding("O4", "missing", confirmed=False), completed(O4="missing")],
    [finding("O5", "stale")],
    [ItemScored(item="O6", met=False), AppealDecided(item="O6", met=True, reason="มีแล้ว")],
]  # fmt: skip


def body(events: list[Event]) -> dict[str, Any]:
    """The score by the end of the day, but for the position."""
    opened = RoundOpened(unit="TH-49", fiscal_year=YEAR, rubric=RUBRIC)
    found = score_on((recorded(n, event) for n, event in enumerate([opened, *events], 1)), "TH-49", YEAR, DAY)
    assert found is not None
    return {**found, "position": None}


def recorded(number: int, event: Event, at: datetime = NOON) -> Recorded:
    meta = Meta(actor="test", occurred_at=at)
    facts: dict[str, Any] = {
        "stream": "round/TH-49/2567", "version": number, "event_id": UUID(int=number), "type": type(event).__name__,
        "shard": 0, "hash": b"", "recorded_at": at, "meta": meta,
    }  # fmt: skip
    return Recorded(position=number, event=event, **facts)


@st.composite
def interleavings(draw: st.DrawFn) -> list[Event]:
    """All events of the day: each row in its order, the rows mixed at will."""
    turns = draw(st.permutations([n for n, row in enumerate(ROWS) for _ in row]))
    rows = [iter(row) for row in ROWS]
    return [next(rows[n]) for n in turns]


@settings(max_examples=60, deadline=None)
@given(interleavings())
def test_what_does_not_answer_each_other_may_come_in_any_order(events: list[Event]) -> None:
    assert body(events) == body([event for row in ROWS for event in row])


def test_of_two_words_on_one_item_the_last_one_counts() -> None:
    yes, no = ItemScored(item="O6", met=True), ItemScored(item="O6", met=False)
    points = {order: body(list(order))["instruments"]["OIT"]["expected"] for order in ((yes, no), (no, yes))}
    assert points == {(yes, no): "0.00", (no, yes): "1.50"}


def test_what_the_head_returned_is_approved_no_more() -> None:
    submitted = ItemSubmitted(item="O1", evidence=())
    approved, returned = ItemApproved(item="O1", evidence=()), ItemReturned(item="O1", reason="ไม่ครบ")
    assert body([submitted, approved])["instruments"]["OIT"]["expected"] == "1.50"
    assert body([submitted, approved, returned])["instruments"]["OIT"]["expected"] == "0.00"


def test_a_day_ends_at_midnight_in_bangkok() -> None:
    """17:00 in UTC is the next day there."""
    opened = RoundOpened(unit="TH-49", fiscal_year=YEAR, rubric=RUBRIC)
    last = datetime(2024, 2, 5, 16, 59, 59, 999999, tzinfo=UTC)
    events = [
        recorded(1, opened, at=datetime(2024, 2, 4, 17, tzinfo=UTC)),
        recorded(2, ItemScored(item="O1", met=True), at=last),
        recorded(3, ItemScored(item="O17", met=True), at=last + timedelta(microseconds=1)),
    ]

    def oit(day: date) -> str | None:
        found = score_on(events, "TH-49", YEAR, day)
        return found and found["instruments"]["OIT"]["expected"]

    assert [oit(date(2024, 2, day)) for day in (4, 5, 6)] == [None, "1.50", "3.50"]


def test_the_rubric_in_force_is_the_one_that_the_round_was_opened_with_by_then() -> None:
    immigration, general = (
        RoundOpened(unit="TH-49", fiscal_year=YEAR, rubric=rubric) for rubric in (RUBRIC, "2566-general")
    )
    events = [recorded(1, immigration), recorded(2, general, at=NOON + timedelta(days=1))]
    bodies = [score_on(events, "TH-49", YEAR, day) for day in (DAY, DAY + timedelta(days=1))]
    assert [found and (found["rubric"], len(found["items"])) for found in bodies] == [
        (RUBRIC, 24), ("2566-general", 43),
    ]  # fmt: skip
