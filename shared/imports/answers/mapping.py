"""Which column of a file is which question: given as YAML or JSON, or guessed from the heads and then confirmed."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import yaml
from msgspec import Struct
from rapidfuzz import fuzz

from shared.imports.sheets import Sheet, column_letter
from shared.rubric.model import Question
from shared.thai import arabic_digits, normalise, skeleton

#: Likeness (0–100) of a head and a question's text from which the head is taken for the question.
LIKENESS = 85
#: Longest mapping, in characters.
LONGEST = 100_000

_NUMBER = re.compile(r"(?:ข้อ(?:ที่)?|คำถาม(?:ที่)?|question|item|q|no\.?|[ie])?\s*\.?\s*(\d{1,2})(?:[.):\s].*)?", re.DOTALL)
_FIELDS = {
    "work_line": ("สายงาน", "ฝ่าย", "ส่วนราชการ", "ฝ่าย/ส่วนราชการ", "work line", "line of work", "work_line"),
    "occupation": ("อาชีพ", "occupation"),
    "day": ("วันที่", "วันที่ตอบ", "ประทับเวลา", "timestamp", "date", "day", "เวลา"),
}


class BadMapping(ValueError):
    """The mapping cannot be read; the message says why."""


class AnswerMapping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column is named by its head, or by its letter.

    questions: question id → column. work_line, occupation, day: columns, where the file has them. options, work_lines,
    occupations: words of the file → ids of the rubric, beside the titles that are known anyway. sheet: its name; the
    first unless given.
    """

    questions: dict[str, str] = {}
    work_line: str | None = None
    occupation: str | None = None
    day: str | None = None
    options: dict[str, str] = {}
    work_lines: dict[str, str] = {}
    occupations: dict[str, str] = {}
    sheet: str | None = None

    def columns(self) -> Iterator[tuple[str, str]]:
        """What is read, and the column that it is read from."""
        yield from self.questions.items()
        for field in _FIELDS:
            column: str | None = getattr(self, field)
            if column is not None:
                yield field, column

    def flat(self) -> dict[str, str]:
        """The mapping as the log keeps it."""
        words = {"option": self.options, "work_line": self.work_lines, "occupation": self.occupations}
        known = {f"{kind} {word}": id_ for kind, group in words.items() for word, id_ in group.items()}
        return {**dict(self.columns()), **known, **({"sheet": self.sheet} if self.sheet else {})}


def mapping_from_text(text: str) -> AnswerMapping:
    """The mapping that YAML or JSON describes. Raises BadMapping."""
    if len(text) > LONGEST:
        raise BadMapping(f"longer than {LONGEST} characters")
    try:
        return msgspec.convert(yaml.safe_load(text) or {}, AnswerMapping)
    except (yaml.YAMLError, msgspec.ValidationError, RecursionError) as error:
        raise BadMapping(str(error)) from error


def mapping_text(mapping: AnswerMapping) -> str:
    """The mapping as YAML, for people to correct."""
    known: dict[str, Any] = {name: value for name, value in msgspec.to_builtins(mapping).items() if value}
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=1_000)


def guess_mapping(sheet: Sheet, questions: Sequence[Question]) -> AnswerMapping:
    """By each head's question id or number, or its likeness to the question's words. What is unclear is left out."""
    heads = [(column_letter(place), cell.text) for place, cell in enumerate(sheet.rows[0] if sheet.rows else ())]
    found: dict[str, str] = {}
    fields: dict[str, str] = {}
    seen = [head for _, head in heads]
    for letter, head in heads:
        # Heads that stand twice can only be told apart by their letters.
        column = head if seen.count(head) == 1 else letter
        if (field := _field(head)) is not None:
            fields.setdefault(field, column)
        elif (question := _question(head, questions)) is not None:
            found.setdefault(question, column)
    ordered = {question.id: found[question.id] for question in questions if question.id in found}
    return AnswerMapping(
        questions=ordered,
        work_line=fields.get("work_line"),
        occupation=fields.get("occupation"),
        day=fields.get("day"),
    )


def _field(head: str) -> str | None:
    key = skeleton(head)
    return next((field for field, heads in _FIELDS.items() if key in map(skeleton, heads)), None)


def _question(head: str, questions: Sequence[Question]) -> str | None:
    text = arabic_digits(normalise(head)).casefold()
    ids = {question.id.casefold(): question.id for question in questions}
    if (bare := text.replace(" ", "")) in ids:
        return ids[bare]
    for question in questions:
        if any(_alike(text, words) for words in (question.text.th, question.text.en)):
            return question.id
    numbered = _NUMBER.fullmatch(text)
    if numbered is None or not 1 <= int(numbered[1]) <= len(questions):
        return None
    return questions[int(numbered[1]) - 1].id


def _alike(head: str, words: str) -> bool:
    wanted = normalise(words).casefold()
    return wanted in head or fuzz.ratio(head, wanted) >= LIKENESS
