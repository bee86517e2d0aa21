"""Files that people fill in: read under limits, checked cell by cell, told what is wrong where. No input or output but
the child process that reads a file."""

from shared.imports.problems import FileRefused, Problem
from shared.imports.reading import read_sheets
from shared.imports.sheets import Cell, Sheet, column_letter

__all__ = ["Cell", "FileRefused", "Problem", "Sheet", "column_letter", "read_sheets"]
