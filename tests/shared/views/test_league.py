"""League tables go by nightly audits alone; a unit's own score goes by all of them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.events import Event, Meta, Recorded
from shared.events.audits import AuditCompleted, FindingChanged
from shared.events.preparation import RoundOpened
from shared.views.scoring import score_body, score_row
from shared.views.standing import ScoreState, evolve_score

RUBRIC, YEAR, DAY = "2567-provincial-immigration", 2567, date(2024, 4, 1)
NOW = datetime(2024, 2, 1, tzinfo=UTC)


def audit(verdict: str, *, scheduled: bool, confirmed: bool = True) -> list[Event]:
    seen = FindingChanged(audit_id="a", item="O1", verdict=verdict, confirmed=confirmed, confidence="0.90", seen_at=NOW)
    ended = AuditCompleted(
        audit_id="a", site="http://x", rubric=RUBRIC, outcome="complete", started_at=NOW, finished_at=NOW, pages=1,
        requests=1, bytes=1, report="ab" * 32, verdicts={"O1": verdict}, scheduled=scheduled,
    )  # fmt: skip
    return [seen, ended]


def oit(*audits: list[Event]) -> tuple[Decimal, Decimal]:
    """Points expected of OIT: in the league, and by the unit's own score."""
    state = ScoreState()
    opened = RoundOpened(unit="TH-49", fiscal_year=YEAR, rubric=RUBRIC)
    for number, event in enumerate([opened, *(event for each in audits for event in each)], start=1):
        evolve_score(state, recorded(number, event))
    row = score_row(state, "TH-49", YEAR, DAY)
    body = score_body(state, "TH-49", YEAR, DAY)
    assert row is not None and body is not None
    return row["oit"], Decimal(body["instruments"]["OIT"]["expected"])


def recorded(number: int, event: Event) -> Recorded:
    facts: dict[str, Any] = {
        "stream": "audits/TH-49/2567", "version": number, "event_id": UUID(int=number), "type": type(event).__name__,
        "shard": 0, "hash": b"", "recorded_at": NOW + timedelta(minutes=number), "meta": Meta(actor="audit"),
    }  # fmt: skip
    return Recorded(position=number, event=event, **facts)


def test_what_a_unit_repairs_counts_for_itself_at_once_and_in_the_league_after_the_night() -> None:
    night, by_hand = audit("missing", scheduled=True), audit("present", scheduled=False)
    league, own = oit(night)
    assert league == own
    after = oit(night, by_hand)
    assert (after[0], after[1] > own) == (league, True)
    settled = oit(night, by_hand, audit("present", scheduled=True))
    assert settled == (after[1], after[1])


def test_before_the_first_night_the_league_goes_by_what_there_is() -> None:
    league, own = oit(audit("present", scheduled=False))
    assert league == own > 0


def test_a_night_that_could_not_tell_takes_nothing_over_from_the_day() -> None:
    night, by_hand = audit("missing", scheduled=True), audit("present", scheduled=False)
    unknown = audit("unknown", scheduled=True, confirmed=False)
    assert oit(night, by_hand, unknown) == oit(night, by_hand)
