"""A case is recorded once, in the order of time, with its source; a second run appends nothing."""

from datetime import UTC, datetime

import pytest

from shared.cases import Case, FactRefusedError, load_case, load_offices, record_case, record_offices
from shared.events import Meta
from shared.events.streams import round_stream, unit_stream
from shared.execution import execute
from shared.log import Log
from shared.rounds import ChangeWebsite, RoundState, fold_round, fold_unit
from tests.shared.cases.conftest import Spoil

UNIT, YEAR = "TH-49", 2567


def state(log: Log) -> RoundState:
    return fold_round(log.read(round_stream(UNIT, YEAR)))


def test_all_facts_are_recorded_and_a_second_run_appends_nothing(log: Log, case: Case) -> None:
    first = record_case(log, case)
    head = log.head()
    second = record_case(log, case)
    assert (first.recorded, first.known) == (53, 53)
    assert (second.recorded, second.known) == (0, 53)
    assert log.head() == head
    assert second.contradictions.settled


def test_facts_carry_who_when_and_from_where(log: Log, case: Case) -> None:
    record_case(log, case)
    recorded = log.read(round_stream(UNIT, YEAR))
    order = next(each for each in recorded if each.type == "OrderIssued")
    assert order.meta.actor == "case:mukdahan-2567"
    assert order.happened_at == datetime(2023, 12, 27, 17, tzinfo=UTC)
    assert order.meta.source is not None
    assert "คำสั่งที่ 222/2566; ข้อ 1.1" in order.meta.source
    assert not any(each.meta.simulated for each in recorded)
    moments = [each.happened_at for each in recorded]
    assert moments == sorted(moments)


def test_recorded_round_is_the_one_of_the_report(log: Log, case: Case) -> None:
    record_case(log, case)
    known = state(log)
    assert known.rubric == "2567-provincial-immigration"
    assert len(known.officers) == 18
    assert known.items["O10"].supervisors == ("พิชิต มัครมย์",)
    assert known.items["O5"].due is None
    assert set(known.coordinators) == {
        "labour_leader",
        "business_leader",
        "social_ministry",
        "labour_ministry",
        "contract_party",
    }
    assert [meeting.number for meeting in known.meetings] == [None, "1/2567", None, "2/2567", "3/2567"]
    assert len(known.measures) == 7
    assert known.staff_count is None


def test_reported_occupations_are_the_rubric_s(log: Log, case: Case) -> None:
    record_case(log, case)
    (progress,) = [each.event for each in log.read(round_stream(UNIT, YEAR)) if each.type == "ProgressReported"]
    assert progress.by_occupation == {  # type: ignore[attr-defined]
        "government": 11,
        "company": 6,
        "business": 30,
        "retired": 12,
        "freelance": 119,
        "hired": 13,
        "other": 42,
    }


def test_unit_is_registered_once_whichever_comes_first(log: Log, case: Case) -> None:
    record_offices(log, load_offices())
    record_case(log, case)
    record_offices(log, load_offices())
    types = [each.type for each in log.read(unit_stream(UNIT))]
    assert types == ["UnitRegistered", "UnitWebsiteChanged"]


def test_loading_again_leaves_a_later_website_alone(log: Log, case: Case) -> None:
    record_case(log, case)
    replica = ChangeWebsite(unit=UNIT, website_url="http://127.0.0.1:1/", website_is_replica=True)
    execute(log, replica, meta=Meta(actor="test"))
    record_case(log, case)
    assert fold_unit(log.read(unit_stream(UNIT))).website_url == "http://127.0.0.1:1/"


def test_corrected_fact_is_recorded_as_a_new_one(log: Log, case: Case, spoil: Spoil) -> None:
    record_case(log, case)
    corrected = record_case(log, load_case(spoil("due: 2024-02-29", "due: 2024-02-28")))
    assert corrected.new == ("assign-O1",)
    due = state(log).items["O1"].due
    assert due is not None
    assert due.day == 28


def test_refused_fact_is_named_and_nothing_after_it_is_recorded(log: Log, spoil: Spoil) -> None:
    spoilt = load_case(spoil("officers: [เกศชญา ก้อนมณี]", "officers: [สมชาย ใจดี]"))
    with pytest.raises(FactRefusedError, match=r"facts\[assign-O11\]"):
        record_case(log, spoilt)
    known = state(log)
    assert known.items["O10"].officers
    assert "O12" not in known.items


def test_interrupted_loading_is_completed_by_the_next(log: Log, case: Case, spoil: Spoil) -> None:
    with pytest.raises(FactRefusedError):
        record_case(log, load_case(spoil("officers: [เกศชญา ก้อนมณี]", "officers: [สมชาย ใจดี]")))
    before = log.head()
    resumed = record_case(log, case)
    assert resumed.recorded + before == log.head() == 53
