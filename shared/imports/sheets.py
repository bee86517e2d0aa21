"""A file of rows and columns as its reader hands it over: texts, and what each cell was before it became a text."""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

#: What a cell holds. A number's text has lost the zeros before it; a date's text is ISO, Gregorian.
Kind = Literal["text", "number", "date", "truth"]


class Cell(Struct, frozen=True, array_like=True):
    """One cell; an empty one has an empty text."""

    text: str = ""
    kind: Kind = "text"


#: A cell with nothing in it.
EMPTY = Cell()


class Sheet(Struct, frozen=True, array_like=True):
    """One sheet. rows: row 1 first; merged: ranges (``A3:B4``); formulas: cells (``C5``) that compute their value."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row (from 1) and a column (from 0); empty beyond the end."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column] if column < len(cells) else EMPTY

    def filled(self, after: int) -> Iterator[int]:
        """The rows (from 1) below a row in which anything stands."""
        for number, cells in enumerate(self.rows[after:], start=after + 1):
            if any(cell.text for cell in cells):
                yield number


def column_letter(column: int) -> str:
    """The letter of a column (from 0): 0 → ``A``, 26 → ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of a reference such as ``C5``."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column - 1


def rows_of(ranges: Iterable[str], last: int) -> dict[int, str]:
    """Each row up to ``last`` that a merged range touches, and a range that touches it. Every row is looked at once,
    however many ranges a hostile file lays over it."""
    touched: dict[int, str] = {}
    below = 0
    for first, end, merged in sorted((*_rows(merged), merged) for merged in ranges):
        for row in range(max(first, below), min(end, last) + 1):
            touched[row] = merged
        below = max(below, end + 1)
    return touched


def _rows(merged: str) -> tuple[int, int]:
    """The first and the last row of a range."""
    first, _, end = merged.partition(":")
    return place_of(first)[0], place_of(end or first)[0]
