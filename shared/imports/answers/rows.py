"""From the rows of a file to answer sheets under a mapping, or to everything that is wrong with them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from shared.imports.answers.mapping import AnswerMapping
from shared.imports.answers.words import label_words, option_words, word_key
from shared.imports.problems import Problem
from shared.imports.sheets import Sheet, column_letter, place_of, rows_of
from shared.rubric import Rubric
from shared.rubric.model import SurveyId
from shared.thai import parse_date

#: Faults that are told one by one; a wrong mapping makes one in every row.
MOST_PROBLEMS = 500
#: Characters of a cell that a problem quotes.
_QUOTED = 40


class AnswerRow(Struct, frozen=True, kw_only=True):
    """One sheet of answers and the row (from 1) that it stands in. cells: all of the row, to know it again."""

    row: int
    answers: dict[str, str]
    work_line: str | None
    occupation: str | None
    day: date | None
    cells: tuple[str, ...]


class AnswerTable(Struct, frozen=True, kw_only=True):
    """counts: question → option → rows. unmapped: heads of columns that nothing is read from."""

    sheet: str
    rows: tuple[AnswerRow, ...]
    problems: tuple[Problem, ...]
    counts: dict[str, dict[str, int]]
    unmapped: tuple[str, ...]


def read_answers(sheets: Sequence[Sheet], mapping: AnswerMapping, rubric: Rubric, instrument: SurveyId) -> AnswerTable:
    """Every filled row below the heads in row 1. Rows with faults are not among the rows."""
    sheet = next((each for each in sheets if each.name == mapping.sheet), None) if mapping.sheet else sheets[0]
    if sheet is None:
        return AnswerTable(sheet="", rows=(), problems=(_no_sheet(mapping, sheets),), counts={}, unmapped=())
    return _Reader(sheet, mapping, rubric, instrument).read()


class _Reader:
    """One sheet under one mapping."""

    def __init__(self, sheet: Sheet, mapping: AnswerMapping, rubric: Rubric, instrument: SurveyId) -> None:
        self._sheet, self._mapping = sheet, mapping
        self._heads = [cell.text for cell in sheet.rows[0]] if sheet.rows else []
        self._asked = [question.id for question in rubric.questions_of(instrument)]
        self._options = option_words(rubric, mapping.options)
        self._lines = label_words(rubric.work_lines, mapping.work_lines)
        self._occupations = label_words(rubric.occupations, mapping.occupations)
        self._allowed = {
            "option": " | ".join(option.title.th for option in rubric.option_scale.options) + " | 1–4",
            "work_line": " | ".join(line.title.th for line in rubric.work_lines),
            "occupation": " | ".join(each.title.th for each in rubric.occupations),
            "day": "5/2/2567, 2024-02-05",
        }
        self._places = {what: place for what, head in mapping.columns() if (place := self._place(head)) is not None}
        self._merged = rows_of(sheet.merged, len(sheet.rows))
        self._formulas = {place_of(cell) for cell in sheet.formulas}

    def read(self) -> AnswerTable:
        problems = list(self._mapping_problems())
        rows: list[AnswerRow] = []
        if not problems:
            for number in self._sheet.filled(1):
                row, wrong = self._row(number)
                problems += wrong
                if not wrong:
                    rows.append(row)
                if len(problems) >= MOST_PROBLEMS:
                    problems.append(self._many(number))
                    break
            if not rows and not problems:
                problems.append(_problem("no-answers", "ไม่มีคำตอบใต้หัวตาราง", "There is no answer below the heads."))
        used = set(self._places.values())
        unmapped = (head for place, head in enumerate(self._heads) if place not in used and head)
        return AnswerTable(
            sheet=self._sheet.name,
            rows=tuple(rows),
            problems=tuple(problems),
            counts=_counts(rows, self._asked),
            unmapped=tuple(unmapped),
        )

    def _place(self, head: str) -> int | None:
        if head in self._heads:
            return self._heads.index(head)
        letters = [column_letter(place) for place in range(len(self._heads))]
        return letters.index(head) if head in letters else None

    def _mapping_problems(self) -> Iterator[Problem]:
        """Questions without a column, columns that are not there, ids that the rubric does not have."""
        for question in self._asked:
            if question not in self._mapping.questions:
                yield _problem(
                    "question-unmapped", f"ไม่มีคอลัมน์ของคำถาม {question}", f"No column is given for question {question}.",
                    found=", ".join(self._heads)[:200], allowed="questions: {" + question + ": หัวคอลัมน์}",
                )  # fmt: skip
        for question in self._mapping.questions.keys() - set(self._asked):
            yield _problem(
                "unknown-question", f"ไม่มีคำถาม {question} ในแบบวัดนี้", f"The survey has no question {question}.",
                found=question, allowed=", ".join(self._asked),
            )  # fmt: skip
        for what, head in self._mapping.columns():
            if what not in self._places:
                yield _problem(
                    "no-column", f"ไม่พบคอลัมน์ {head}", f"There is no column {head}.",
                    found=", ".join(self._heads)[:200], allowed=what,
                )  # fmt: skip

    def _row(self, number: int) -> tuple[AnswerRow, list[Problem]]:
        wrong: list[Problem] = []
        if number in self._merged:
            wrong.append(self._at(number, 0, "merged-cells", _MERGED, self._merged[number], ""))
        answers = {question: self._taken(number, question, "option", self._option, wrong) for question in self._asked}
        line = self._taken(number, "work_line", "work_line", self._lines.get, wrong)
        occupation = self._taken(number, "occupation", "occupation", self._occupations.get, wrong)
        row = AnswerRow(
            row=number,
            answers={question: option for question, option in answers.items() if option is not None},
            work_line=line,
            occupation=occupation,
            day=self._day(number, wrong),
            cells=tuple(cell.text for cell in self._sheet.rows[number - 1]),
        )
        return row, wrong

    def _option(self, key: str) -> str | None:
        return self._options.get(key)

    def _taken(
        self, number: int, what: str, kind: str, known: Callable[[str], str | None], wrong: list[Problem]
    ) -> str | None:
        """The id that a cell stands for; None, and a problem unless the cell may be empty, where it stands for none."""
        place = self._places.get(what)
        if place is None:
            return None
        text = self._sheet.cell(number, place).text
        found = known(word_key(text)) if text else None
        if (number, place) in self._formulas:
            wrong.append(self._at(number, place, "formula", _FORMULA, "สูตร / a formula", self._allowed[kind]))
        elif found is None and (text or kind == "option"):
            wrong.append(
                self._at(number, place, f"unknown-{kind}", _UNKNOWN[kind], text[:_QUOTED] or "–", self._allowed[kind])
            )
        return found

    def _day(self, number: int, wrong: list[Problem]) -> date | None:
        place = self._places.get("day")
        text = "" if place is None else self._sheet.cell(number, place).text
        day = parse_date(text) if text else None
        if place is not None and text and day is None:
            wrong.append(self._at(number, place, "bad-day", _BAD_DAY, text[:_QUOTED], self._allowed["day"]))
        return day

    def _at(self, number: int, place: int, code: str, said: tuple[str, str], found: str, allowed: str) -> Problem:
        return Problem(
            code=code,
            th=said[0],
            en=said[1],
            sheet=self._sheet.name,
            row=number,
            column=column_letter(place),
            head=self._heads[place] if place < len(self._heads) else None,
            found=found,
            allowed=allowed or None,
        )

    def _many(self, number: int) -> Problem:
        return Problem(
            code="too-many-problems", sheet=self._sheet.name, row=number,
            th=f"พบข้อผิดพลาดเกิน {MOST_PROBLEMS} แห่ง จึงหยุดตรวจที่แถวนี้",
            en=f"More than {MOST_PROBLEMS} faults; the check stopped at this row.",
        )  # fmt: skip


def _counts(rows: Sequence[AnswerRow], asked: Sequence[str]) -> dict[str, dict[str, int]]:
    return {question: dict(sorted(Counter(row.answers[question] for row in rows).items())) for question in asked}


def _problem(code: str, th: str, en: str, *, found: str | None = None, allowed: str | None = None) -> Problem:
    return Problem(code=code, th=th, en=en, found=found, allowed=allowed)


def _no_sheet(mapping: AnswerMapping, sheets: Sequence[Sheet]) -> Problem:
    return _problem(
        "no-sheet", f"ไม่มีชีต {mapping.sheet}", f"There is no sheet {mapping.sheet}.",
        found=", ".join(sheet.name for sheet in sheets)[:200],
    )  # fmt: skip


_MERGED = ("มีเซลล์ที่ผสานกัน ให้ยกเลิกการผสานเซลล์", "Cells are merged; unmerge them.")
_FORMULA = ("เซลล์เป็นสูตร ให้วางเป็นค่า", "The cell holds a formula; paste its value instead.")
_BAD_DAY = ("ไม่ใช่วันที่", "This is no date.")
_UNKNOWN = {
    "option": ("คำตอบไม่อยู่ในตัวเลือก", "The answer is none of the options."),
    "work_line": ("ไม่มีสายงานนี้", "There is no such line of work."),
    "occupation": ("ไม่มีอาชีพนี้", "There is no such occupation."),
}
