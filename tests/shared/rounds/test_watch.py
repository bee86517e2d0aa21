"""Flags over answers, and what the bureau decides about them."""

from collections import Counter
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.events.surveys import ResponseRecorded
from shared.events.watch import AnswersExcluded, AnswersFlagged, AnswersReinstated, DaySheets
from shared.rounds import ExcludeAnswers, FlagAnswers, RecordResponse, ReinstateAnswers
from shared.rounds.watch.decisions import counted

IIT = [f"i{number}" for number in range(1, 16)]
FLAG = {"instrument": "IIT", "reason": "copies", "seen": 3, "expected": "0.2"}


def _answer(bench: Any, option: str = "most", **more: Any) -> None:
    bench.do(RecordResponse, instrument="IIT", answers=dict.fromkeys(IIT, option), **more)


def test_a_flag_names_answers_by_their_place_in_the_stream_alone(bench: Any) -> None:
    _answer(bench)
    (event,) = bench.do(FlagAnswers, versions=(1,), day=date(2024, 1, 10), **FLAG)
    assert event == AnswersFlagged(flag="F1", versions=(1,), day=date(2024, 1, 10), **FLAG)


def test_a_second_flag_for_the_same_reason_holds_only_what_is_new(bench: Any) -> None:
    for _ in range(3):
        _answer(bench)
    bench.do(FlagAnswers, versions=(1, 2), **FLAG)
    (more,) = bench.do(FlagAnswers, versions=(3, 2, 1), **FLAG)
    assert (more.flag, more.versions) == ("F2", (3,))
    (other,) = bench.do(FlagAnswers, versions=(1, 2), **{**FLAG, "reason": "hurried"})
    assert (other.flag, other.versions) == ("F3", (1, 2))


def test_an_exclusion_carries_the_figures_that_it_takes_out(bench: Any) -> None:
    _answer(bench, work_line="inspection", occupation="retired")
    _answer(bench, "low", work_line="inspection")
    bench.do(FlagAnswers, versions=(1, 2), **FLAG)
    (event,) = bench.do(ExcludeAnswers, flag="F1", reason=" ส่งจากเครื่องเดียวกัน ")
    assert isinstance(event, AnswersExcluded)
    assert (event.reason, event.versions, event.sheets.count) == ("ส่งจากเครื่องเดียวกัน", (1, 2), 2)
    assert event.sheets.options == {question: {"most": 1, "low": 1} for question in IIT}
    assert event.sheets.work_lines == {"inspection": 2}
    day = DaySheets(count=2, work_lines={"inspection": 2}, occupations={"retired": 1})
    assert event.sheets.days == {date(2024, 1, 10): day}


def test_what_two_flags_share_is_taken_out_once_and_put_back_by_the_flag_that_took_it(bench: Any) -> None:
    for _ in range(3):
        _answer(bench)
    bench.do(FlagAnswers, versions=(1, 2), **FLAG)
    bench.do(FlagAnswers, versions=(2, 3), **{**FLAG, "reason": "burst"})
    bench.do(ExcludeAnswers, flag="F1", reason="x")
    (second,) = bench.do(ExcludeAnswers, flag="F2", reason="x")
    assert second.versions == (3,)
    (back,) = bench.do(ReinstateAnswers, flag="F1", reason="พบผู้ตอบจริง")
    assert isinstance(back, AnswersReinstated)
    assert (back.versions, back.sheets.count, bench.watch.out) == ((1, 2), 2, {3})
    (again,) = bench.do(ExcludeAnswers, flag="F1", reason="y")
    assert again.versions == (1, 2)


sheets = st.lists(
    st.builds(
        ResponseRecorded,
        instrument=st.just("IIT"),
        answers=st.dictionaries(st.sampled_from(IIT), st.sampled_from(["low", "most"])),
        day=st.dates(date(2024, 1, 1), date(2024, 1, 9)),
        work_line=st.none() | st.sampled_from(["administration", "inspection"]),
        occupation=st.none() | st.sampled_from(["retired", "trade"]),
    )
)


@given(sheets, sheets)
def test_figures_of_sheets_add_up(some: list[ResponseRecorded], others: list[ResponseRecorded]) -> None:
    whole, parts = counted(some + others), (counted(some), counted(others))
    assert whole.count == sum(part.count for part in parts)
    assert Counter(whole.work_lines) == Counter(parts[0].work_lines) + Counter(parts[1].work_lines)
    assert whole.days.keys() == parts[0].days.keys() | parts[1].days.keys()
    for day, sheets in whole.days.items():
        of_day = [part.days[day] for part in parts if day in part.days]
        assert sheets.count == sum(each.count for each in of_day)
        assert Counter(sheets.occupations) == sum((Counter(each.occupations) for each in of_day), Counter())
    for question in IIT:
        options = [Counter(part.options.get(question, {})) for part in parts]
        assert Counter(whole.options.get(question, {})) == options[0] + options[1]
