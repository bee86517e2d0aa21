"""Answers that were collected elsewhere, in files: which column is what, and what each row says. Pure functions."""

from shared.imports.answers.mapping import AnswerMapping, BadMapping, guess_mapping, mapping_from_text, mapping_text
from shared.imports.answers.rows import AnswerRow, AnswerTable, read_answers
from shared.imports.answers.words import cell_key

__all__ = [
    "AnswerMapping",
    "AnswerRow",
    "AnswerTable",
    "BadMapping",
    "cell_key",
    "guess_mapping",
    "mapping_from_text",
    "mapping_text",
    "read_answers",
]
