"""Each row is recorded once, whatever is sent again; all rows or none; nothing tells which row an answer came from."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from shared.events import Meta
from shared.events.streams import imports_stream, responses_stream
from shared.events.surveys import AnswersImported, ResponseRecorded
from shared.execution import execute
from shared.imports import read_sheets
from shared.imports.answers import guess_mapping
from shared.intake.answers import Imported, ImportRefused, Planned, Source, plan, record
from shared.log import IdempotencyConflict, Log, verify
from shared.rounds import OpenRound, RegisterUnit
from tests.shared.imports.answers.files import row, rows, table
from tests.shared.imports.books import RUBRIC

MASTER = b"m" * 32
META = Meta(actor="administrator", role="administrator")
NOW = datetime(2024, 2, 5, 7, tzinfo=UTC)


@pytest.fixture
def opened(log: Log) -> Iterator[Log]:
    unit = RegisterUnit(unit="TH-49", name_th="ตม.", name_en="Office", division=4)
    execute(log, unit, meta=META, now=NOW)
    execute(log, OpenRound(unit="TH-49", fiscal_year=2567, rubric=RUBRIC.id), meta=META, now=NOW)
    yield log


def planned(log: Log, lines: list[list[str]], file: str = "f") -> Planned:
    sheets = read_sheets(table(lines))
    mapping = guess_mapping(sheets[0], RUBRIC.questions_of("EIT1"))
    source = Source(unit="TH-49", fiscal_year=2567, instrument="EIT1", file=file, mapping=mapping)
    return plan(log, MASTER, source, sheets, RUBRIC, now=NOW)


def take(log: Log, lines: list[list[str]]) -> Imported:
    return record(log, planned(log, lines), META)


def answers(log: Log) -> list[ResponseRecorded]:
    return [
        each.event for each in log.read(responses_stream("TH-49", 2567)) if isinstance(each.event, ResponseRecorded)
    ]


def test_the_same_file_adds_nothing_and_a_longer_one_what_is_new(opened: Log) -> None:
    assert (take(opened, rows(30)).added, len(answers(opened))) == (30, 30)
    head = opened.head()
    again = take(opened, rows(30))
    assert (again.added, again.known, again.position, opened.head()) == (0, 30, None, head)
    assert (take(opened, rows(40)).added, take(opened, rows(45)).added) == (10, 5)
    assert len(answers(opened)) == 45
    assert list(verify(opened)) == []


def test_a_changed_row_is_refused_and_named(opened: Log) -> None:
    take(opened, rows(10))
    changed = rows(12)
    changed[3] = row(99)
    found = planned(opened, changed)
    assert [(each.code, each.row) for each in found.problems] == [("row-changed", 5)]
    with pytest.raises(ImportRefused):
        record(opened, found, META)
    assert len(answers(opened)) == 10


def test_another_file_is_another(opened: Log) -> None:
    take(opened, rows(10))
    assert take(opened, [row(number) for number in range(100, 110)]).added == 10


def test_a_day_that_a_rule_refuses_keeps_all_out(opened: Log) -> None:
    lines = rows(5)
    lines[4][0] = "6/2/2567, 10:00:00"
    found = planned(opened, lines)
    assert [(each.code, each.row) for each in found.problems] == [("date-in-future", 6)]
    lines[4][0] = ""
    assert [each.code for each in planned(opened, lines).problems] == ["no-day"]
    assert answers(opened) == []


def test_the_log_keeps_no_name_no_time_and_no_order_of_the_file(opened: Log) -> None:
    lines = rows(40)
    take(opened, lines)
    recorded = opened.read(responses_stream("TH-49", 2567))
    assert {each.meta.actor for each in recorded} == {"import"}
    assert all(each.happened_at.hour == 17 and each.happened_at.minute == 0 for each in recorded), "midnight in Bangkok"
    assert [repr(each.event) for each in recorded] == sorted(repr(each.event) for each in recorded)
    (event,) = (each for each in opened.read(imports_stream("TH-49", 2567)))
    assert isinstance(event.event, AnswersImported)
    assert (event.meta.actor, len(event.event.rows), event.event.mapping["e3"]) == ("administrator", 40, "Q3")
    assert "ลับ" not in repr(opened.follow(0))


def test_of_two_imports_at_once_one_is_refused(opened: Log) -> None:
    first, second = planned(opened, rows(10)), planned(opened, rows(20), file="g")
    record(opened, first, META)
    with pytest.raises(IdempotencyConflict):
        record(opened, second, META)
    assert record(opened, first, META).added == 10, "the very same again is answered as before"
    assert len(answers(opened)) == 10


def test_five_thousand_rows_come_in_at_once(opened: Log) -> None:
    assert take(opened, rows(5_000)).added == 5_000
    assert take(opened, rows(5_000)).added == 0
    assert len(answers(opened)) == 5_000
