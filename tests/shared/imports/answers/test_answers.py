"""Columns are guessed or given, words become options, and what cannot be read is named by row and column."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shared.imports import read_sheets
from shared.imports.answers import (
    AnswerMapping,
    AnswerTable,
    BadMapping,
    guess_mapping,
    mapping_from_text,
    mapping_text,
    read_answers,
)
from tests.shared.imports.answers.files import HEADS, IDS, rows, table
from tests.shared.imports.books import RUBRIC, saved

QUESTIONS = RUBRIC.questions_of("EIT1")


def read(body: bytes, mapping: AnswerMapping | None = None) -> AnswerTable:
    sheets = read_sheets(body)
    return read_answers(sheets, mapping or guess_mapping(sheets[0], QUESTIONS), RUBRIC, "EIT1")


def test_heads_are_recognised_by_id_number_and_words() -> None:
    mapping = guess_mapping(read_sheets(table([]))[0], QUESTIONS)
    assert list(mapping.questions.values()) == list(HEADS[3:9])
    assert (mapping.day, mapping.work_line, mapping.occupation) == HEADS[:3]
    by_words = guess_mapping(read_sheets(table([], [question.text.th for question in QUESTIONS]))[0], QUESTIONS)
    assert list(by_words.questions) == [question.id for question in QUESTIONS]


def test_every_way_of_writing_becomes_the_option_and_nothing_else_is_kept() -> None:
    found = read(table(rows(6)))
    assert found.problems == ()
    assert [row.answers["e1"] for row in found.rows] == list(IDS)
    assert [row.work_line for row in found.rows][:5] == [
        "administration",
        "investigation",
        "foreigners",
        "inspection",
        None,
    ]
    assert [row.occupation for row in found.rows][:4] == ["government", "freelance", "retired", None]
    assert found.rows[0].day == date(2024, 1, 1)
    assert found.unmapped == ("ชื่อผู้กรอก",)
    assert found.counts["e1"] == {"high": 1, "least": 2, "low": 1, "most": 2}


def test_a_wrong_cell_is_named_and_its_row_left_out() -> None:
    lines = rows(4)
    lines[0][4], lines[1][1], lines[2][2], lines[3][0] = "5", "งานครัว", "นักบิน", "เมื่อวาน"
    found = read(table(lines))
    assert [(each.code, each.row, each.column, each.head) for each in found.problems] == [
        ("unknown-option", 2, "E", HEADS[4]), ("unknown-work_line", 3, "B", HEADS[1]),
        ("unknown-occupation", 4, "C", HEADS[2]), ("bad-day", 5, "A", HEADS[0]),
    ]  # fmt: skip
    assert all(each.th and each.en and each.found and each.allowed for each in found.problems)
    assert found.rows == ()


def test_excel_gives_dates_and_numbers_of_either_era() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    heads: tuple[Any, ...] = ("วันที่", *(f"e{number}" for number in range(1, 7)))
    sheet.append(heads)
    sheet.append((datetime(2024, 2, 5, 9, 30), 1, 2, 3, 4, 4.0, "4"))  # noqa: DTZ001 - Excel knows no zones
    sheet.append(("5 ก.พ. 2567", *[1] * 6))
    sheet.append(("2567-02-05", *[1] * 6))
    sheet.append((date(2024, 2, 5), "=1+1", *[1] * 5))
    found = read(saved(book))
    assert list(found.rows[0].answers.values()) == ["least", "low", "high", "most", "most", "most"]
    assert {row.day for row in found.rows} == {date(2024, 2, 5)}
    assert [(each.code, each.row, each.column) for each in found.problems] == [("formula", 5, "B")]


def test_a_mapping_names_columns_and_words_of_its_own() -> None:
    text = """
questions: {e1: D, e2: ข้อที่ ๒, e3: Q3, e4: e4, e5: Question 5, e6: I}
options: {เห็นด้วย: high}
work_lines: {ครัว: other}
work_line: B
"""
    lines = rows(1)
    lines[0][3], lines[0][1] = "เห็นด้วย", "ครัว"
    found = read(table(lines), mapping_from_text(text))
    assert found.problems == ()
    assert (found.rows[0].answers["e1"], found.rows[0].work_line, found.rows[0].day) == ("high", "other", None)


@pytest.mark.parametrize(
    ("text", "code"),
    [("questions: {e1: Z9}", "no-column"), ("questions: {i1: D}", "unknown-question"), ("sheet: x", "no-sheet"),
     ("questions: {e1: D}", "question-unmapped")],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_is_told(text: str, code: str) -> None:
    assert code in {each.code for each in read(table(rows(1)), mapping_from_text(text)).problems}


@pytest.mark.parametrize(
    "text", ["[1", "questions: 3", "nonsense: x", "- a", "x" * 200_000, "!!python/object:os.system"]
)
def test_a_mapping_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadMapping):
        mapping_from_text(text)


#: Heads as files have them: any letters, signs and marks, and line ends; no controls, which no reader hands over.
HEAD = st.text(st.one_of(st.characters(exclude_categories=("C", "Zl", "Zp")), st.just("\n")), max_size=9)


@settings(deadline=None)
@given(st.builds(AnswerMapping, questions=st.dictionaries(HEAD, HEAD)))
def test_a_mapping_survives_being_written(mapping: AnswerMapping) -> None:
    assert mapping_from_text(mapping_text(mapping)) == mapping


def test_a_wrong_file_does_not_make_endless_problems() -> None:
    found = read(table([["", "x", "y", *["?"] * 6, ""]] * 400))
    assert found.problems[-1].code == "too-many-problems" and len(found.problems) < 520
    assert [each.code for each in read(table([])).problems] == ["no-answers"]
