"""Answer sheets and reported counts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.surveys import ResponseRecorded
from shared.rounds import RecordResponse, ReportProgress

IIT = {f"i{number}": "most" for number in range(1, 16)}
EIT = {f"e{number}": "high" for number in range(1, 7)}

#: The progress reported on 5 February 2567, as the minutes print it.
BY_WORK_LINE = {
    "งานอำนวยความสะดวก/ธุรการ": 7,
    "งานสืบสวนปราบปราม": 45,
    "งานบริการคนต่างด้าว": 54,
    "งานตรวจบุคคลและยานพาหนะ": 124,
    "อื่น ๆ": 3,
}


def test_a_full_sheet_is_recorded_without_time(bench: Any) -> None:
    bench.now = datetime(2024, 1, 31, 18, 30, tzinfo=UTC)
    (event,) = bench.do(
        RecordResponse, instrument="EIT1", answers=EIT, work_line="งานตรวจบุคคลและยานพาหนะ", occupation="เกษียณ"
    )
    assert event == ResponseRecorded(
        instrument="EIT1", answers=EIT, day=date(2024, 2, 1), work_line="inspection", occupation="retired"
    )


def test_answers_never_touch_the_stream_of_the_work(bench: Any) -> None:
    before = bench.round
    bench.do(RecordResponse, instrument="IIT", answers=IIT)
    assert bench.round is before
    assert [stream for stream in bench.streams if stream.startswith("responses/")] == ["responses/TH-49/2567"]


def test_both_parts_of_eit_ask_the_same(bench: Any) -> None:
    bench.do(RecordResponse, instrument="EIT1", answers=EIT)
    bench.do(RecordResponse, instrument="EIT2", answers=EIT)


@given(kept=st.sets(st.sampled_from(sorted(IIT)), max_size=14))
def test_a_partial_sheet_is_refused_naming_what_is_missing(open_bench: Any, kept: set[str]) -> None:
    refusal = open_bench().refuse(RecordResponse, instrument="IIT", answers=dict.fromkeys(kept, "low"))
    assert refusal.code == "answers-missing"
    missing = [question for question in IIT if question not in kept]
    assert refusal.details["missing"] == missing and ", ".join(missing) in refusal.title.th


def test_a_wrong_answer_is_told_with_the_options(bench: Any) -> None:
    refusal = bench.refuse(RecordResponse, instrument="IIT", answers={**IIT, "i7": "very"})
    assert refusal.code == "unknown-option"
    assert refusal.details == {"question": "i7", "given": "very", "allowed": ["least", "low", "high", "most"]}


@pytest.mark.parametrize(
    ("answers", "code"),
    [({**IIT, "e1": "most"}, "question-of-another-instrument"), ({**IIT, "i16": "most"}, "unknown-question")],
)
def test_questions_that_the_survey_does_not_ask(bench: Any, answers: dict[str, str], code: str) -> None:
    assert bench.refuse(RecordResponse, instrument="IIT", answers=answers).code == code


def test_the_progress_of_5_february(bench: Any) -> None:
    bench.now = datetime(2024, 2, 5, 8, 0, tzinfo=UTC)
    report = {"instrument": "EIT1", "reported_on": date(2024, 2, 5), "total": 233}
    (event,) = bench.do(ReportProgress, **report, by_work_line=BY_WORK_LINE)
    assert sum(event.by_work_line.values()) == event.total == 233
    assert bench.round.progress["EIT1"] == event


def test_an_older_report_does_not_replace_a_newer_one(bench: Any) -> None:
    for day, total in ((9, 300), (5, 233)):
        bench.do(ReportProgress, instrument="EIT1", reported_on=date(2024, 1, day), total=total)
    assert bench.round.progress["EIT1"].total == 300


def test_today_is_bangkoks(bench: Any) -> None:
    bench.now = datetime(2024, 2, 4, 16, 59, tzinfo=UTC)
    report = {"instrument": "EIT1", "reported_on": date(2024, 2, 5), "total": 233}
    assert bench.refuse(ReportProgress, **report).code == "date-in-future"
    bench.later(minutes=1)
    bench.do(ReportProgress, **report)
