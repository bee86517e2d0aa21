"""Each row is recorded once, whatever is sent again; all rows or none; nothing tells which row an answer came from."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from shared.events import Meta
from shared.events.streams import imports_stream, responses_stream
from shared.events.surveys import AnswersImported, ResponseRecorded
from shared.execution import execute
from shared.imports import read_sheets
from shared.imports.answers import AnswerRow, guess_mapping, mapping_from_text, mapping_text
from shared.intake.answers import Days, Imported, ImportRefused, Planned, Source, plan, record
from shared.intake.known import compared, hashed
from shared.log import IdempotencyConflict, Log, verify
from shared.rounds import OpenRound, RegisterUnit
from tests.shared.imports.answers.files import HEADS, row, rows, table
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


def planned(log: Log, lines: list[list[str]], file: str = "f", *, as_new: bool = False) -> Planned:
    return planned_of(log, table(lines), file, as_new=as_new)


def planned_of(log: Log, body: bytes, file: str = "f", *, mapping: str = "", as_new: bool = False) -> Planned:
    sheets = read_sheets(body)
    read = mapping_from_text(mapping) if mapping else guess_mapping(sheets[0], RUBRIC.questions_of("EIT1"))
    source = Source(unit="TH-49", fiscal_year=2567, instrument="EIT1", file=file, mapping=read, as_new=as_new)
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


def test_a_file_that_was_sorted_or_whose_rows_overlap_adds_only_what_is_new(opened: Log) -> None:
    take(opened, rows(30))
    assert take(opened, rows(30)[::-1]).added == 0
    grown = sorted(rows(33))
    assert (planned(opened, grown).known, take(opened, grown).added) == (30, 3)
    exported_later = planned(opened, rows(60)[20:], "another name")
    assert (exported_later.known, len(exported_later.new), exported_later.problems) == (13, 27, ())


def test_two_sheets_alike_in_one_file_are_two_and_stay_two(opened: Log) -> None:
    lines = [*rows(6), row(1), row(1)]
    assert take(opened, lines).added == 8
    assert take(opened, lines[::-1]).added == 0
    assert take(opened, [*lines, row(1)]).added == 1
    assert len(answers(opened)) == 9


def test_whoever_says_that_they_are_other_people_has_them_counted(opened: Log) -> None:
    take(opened, rows(6))
    assert planned(opened, rows(4)).known == 4
    theirs = planned(opened, rows(4), "g", as_new=True)
    assert (record(opened, theirs, META).added, len(answers(opened))) == (4, 10)
    assert planned(opened, rows(4), "g", as_new=True).new == (), "the very same file is not of other people again"
    assert planned(opened, rows(4), "h").new == ()
    imports = [each.event for each in opened.read(imports_stream("TH-49", 2567))]
    assert [each.as_new for each in imports if isinstance(each, AnswersImported)] == [False, True]


def test_a_file_that_excel_saved_anew_adds_nothing(opened: Log) -> None:
    """Other bytes, another kind of file, days and numbers as cells of their own, blank columns behind."""
    lines = [[f"5/1/2567, 10:{number:02d}", *row(number)[1:]] for number in range(20)]
    lines = [[*line[:6], "1", *line[7:], f"{number:03d}"] for number, line in enumerate(lines)]
    heads = (*HEADS, "เลขที่")
    assert record(opened, planned_of(opened, table(lines, heads)), META).added == 20
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([*heads, "", ""])
    for number, line in enumerate(lines):
        when = datetime(2024, 1, 5, 10, number)  # noqa: DTZ001 - cells have no zone
        sheet.append([when, *line[1:6], 1, *line[7:-1], number])
    book.save(out)
    saved = planned_of(opened, out.getvalue())
    assert (saved.known, saved.new) == (20, ())


def test_another_mapping_does_not_make_rows_new(opened: Log) -> None:
    first = planned(opened, rows(10))
    record(opened, first, META)
    crossed = mapping_text(first.source.mapping).replace(": Q3", ": ?").replace(": e4", ": Q3").replace(": ?", ": e4")
    other = planned_of(opened, table(rows(10)), mapping=crossed)
    assert other.source.mapping != first.source.mapping and (other.known, other.new) == (10, ())


def test_rows_that_are_gone_from_the_file_are_told(opened: Log) -> None:
    take(opened, rows(10))
    without = [*rows(10)[:4], *rows(10)[5:], row(50)]
    found = planned(opened, without[::-1])
    assert (found.missing, len(found.new), found.known) == (1, 1, 9)
    assert planned(opened, [row(number) for number in range(70, 80)]).missing == 0, "that is another file"


def test_a_file_of_an_import_before_decision_39_is_known_again(opened: Log) -> None:
    """Its rows were hashed with their numbers, as they stood; these hashes were made by the code of that time."""
    names = ("0123c08c0c24780e", "0daf28424e30269a", "e45f9b522f11e233", "9f866c2450412842")
    entries = tuple(f"{number}:{name}" for number, name in enumerate(names, start=2))
    event = AnswersImported(import_id="i", instrument="EIT1", file="f", mapping={}, rows=entries)
    opened.append(imports_stream("TH-49", 2567), [event], meta=META)
    again = planned(opened, rows(4))
    assert (again.known, again.new, again.problems) == (4, (), ())
    assert take(opened, rows(6)).added == 2, "it has grown"
    assert (planned(opened, rows(6), "renamed").known, take(opened, rows(6)).added) == (6, 0)
    changed = planned(opened, [*rows(3), row(99)])
    assert [(each.code, each.row) for each in changed.problems] == [("row-changed", 5)]
    assert planned(opened, rows(3)).missing == 1


ALIKE = st.lists(st.integers(0, 4), min_size=1, max_size=12)


@given(st.lists(ALIKE, min_size=1, max_size=4))
def test_of_each_row_there_are_as_many_as_in_the_file_that_has_most(files: list[list[int]]) -> None:
    """Whatever comes in which order: nothing twice, nothing lost."""
    sheet = [AnswerRow(row=0, answers={}, work_line=None, occupation=None, day=None, cells=(str(n),)) for n in range(5)]
    earlier: list[AnswersImported] = []
    for file in files:
        rows_of_file = [replace(sheet[kind], row=place) for place, kind in enumerate(file, start=2)]
        found = compared(hashed(MASTER, "EIT1", rows_of_file, earlier), earlier)
        entries = tuple(f"{each.row}:{name}" for each, name in found.new)
        earlier.append(AnswersImported(import_id="i", instrument="EIT1", file="f", mapping={}, rows=entries))
        assert found.known + len(found.new) == len(file)
    recorded = Counter(entry.partition(":")[2] for event in earlier for entry in event.rows)
    most = Counter[int]()
    for file in files:
        most |= Counter(file)
    assert sorted(recorded.values()) == sorted(most.values())


def test_the_first_and_the_last_day_of_a_file_are_told(opened: Log) -> None:
    assert planned(opened, rows(3)).days == Days(date(2024, 1, 1), date(2024, 1, 3))
    assert planned(opened, [["", *row(1)[1:]]]).days is None
    given = replace(planned(opened, []).source, answered_on=date(2024, 1, 9))
    assert plan(opened, MASTER, given, read_sheets(table([["", *row(1)[1:]]])), RUBRIC, now=NOW).days == Days(
        date(2024, 1, 9), date(2024, 1, 9)
    )


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
    told = [(each.happened_at, repr(each.event)) for each in recorded]
    assert told == sorted(told), "by day and content, not by row"
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


def test_answers_of_contacts_come_in_by_line_of_work_and_by_no_group_that_is_one_person(opened: Log) -> None:
    """Of each of the five groups there may be one contact: an answer that names the group would name the person."""
    sheets = read_sheets(table(rows(8)))
    mapping = guess_mapping(sheets[0], RUBRIC.questions_of("EIT2"))
    source = Source(unit="TH-49", fiscal_year=2567, instrument="EIT2", file="c", mapping=mapping)
    found = plan(opened, MASTER, source, sheets, RUBRIC, now=NOW)
    assert (found.problems, record(opened, found, META).added) == ((), 8)
    grouped = [[*row(9)[:1], "คู่ค้า คู่สัญญาของหน่วยงาน", *row(9)[2:]]]
    refused = plan(opened, MASTER, source, read_sheets(table(grouped)), RUBRIC, now=NOW)
    assert [(each.code, each.column) for each in refused.problems] == [("unknown-work_line", "B")]


def test_five_thousand_rows_come_in_at_once(opened: Log) -> None:
    assert take(opened, rows(5_000)).added == 5_000
    assert take(opened, rows(5_000)).added == 0
    assert len(answers(opened)) == 5_000
