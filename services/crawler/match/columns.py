"""Tables with a column a year: which years the cells stand under."""

from collections.abc import Iterator, Sequence

from services.crawler.match.dates import is_year_line, years_named
from services.crawler.page import Page

#: So many cells that say only a year make a row the head of columns.
_YEARS = 2
#: So many columns make a table that is no list of two things.
_COLUMNS = 3
#: Rows of a table that may be its head.
_HEAD_ROWS = 3


def years_of_cells(page: Page) -> dict[int, frozenset[int]]:
    """For every table cell under the head of a year, that year. Keys: indices of elements."""
    tables = _rows_of_tables(page)
    if not tables:
        return {}
    words = _words_of_cells(page)
    found: dict[int, frozenset[int]] = {}
    for rows in tables:
        heads = _heads(rows, words)
        for row in rows if heads else ():
            found |= {cell: heads[column] for column, cell in row if column in heads}
    return found


def empty_heads(page: Page) -> frozenset[int]:
    """The heads of table columns in which nothing stands: what they announce is not shown. Indices of elements."""
    tables = _rows_of_tables(page)
    if not tables:
        return frozenset()
    filled = {_cell(page, block.element) for block in page.blocks} | {_cell(page, each.element) for each in page.images}
    return frozenset(cell for rows in tables for cell in _empty(page, rows, filled))


def _empty(page: Page, rows: Sequence[Sequence[tuple[int, int]]], filled: set[int | None]) -> Iterator[int]:
    """Cells of the first row of one table with nothing below, where it is a row of heads and no cell spans others."""
    plain = all(page.elements[cell].colspan == page.elements[cell].rowspan == 1 for row in rows for _, cell in row)
    if not plain or len({len(row) for row in rows}) != 1 or len(rows[0]) < _COLUMNS:
        return
    for column, head in rows[0]:
        if not any(row[column][1] in filled for row in rows[1:]):
            yield head


def _cell(page: Page, element: int) -> int | None:
    return next((each.index for each in page.around(element) if each.tag in {"td", "th"}), None)


def _rows_of_tables(page: Page) -> list[list[list[tuple[int, int]]]]:
    """For every table its rows, each as pairs of column and cell."""
    tables: dict[int, list[list[int]]] = {}
    cells: dict[int, list[int]] = {}
    for element in page.elements:
        if element.tag == "tr":
            table = next((e.index for e in page.around(element.parent) if e.tag == "table"), -1)
            tables.setdefault(table, []).append(cells.setdefault(element.index, []))
        elif element.tag in {"td", "th"} and element.parent in cells:
            cells[element.parent].append(element.index)
    return [list(_placed(page, rows)) for rows in tables.values() if len(rows) > 1]


def _placed(page: Page, rows: Sequence[Sequence[int]]) -> Iterator[list[tuple[int, int]]]:
    """The rows with the column of each cell, behind cells of rows above that reach into the row."""
    taken: dict[int, int] = {}
    for row in rows:
        placed: list[tuple[int, int]] = []
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            placed.append((column, cell))
            element = page.elements[cell]
            for covered in range(column, column + element.colspan):
                if element.rowspan > 1:
                    below[covered] = element.rowspan - 1
            column += element.colspan
        yield placed
        taken = below


def _words_of_cells(page: Page) -> dict[int, str]:
    words: dict[int, str] = {}
    for block in page.blocks:
        cell = _cell(page, block.element)
        if cell is not None and not block.links:
            words[cell] = f"{words.get(cell, '')} {block.text}"
    return words


def _heads(rows: Sequence[Sequence[tuple[int, int]]], words: dict[int, str]) -> dict[int, frozenset[int]]:
    """The years by column, of the first row whose cells name several."""
    for row in rows[:_HEAD_ROWS]:
        named = {column: years_named(words[cell]) for column, cell in row if is_year_line(words.get(cell, ""))}
        if len(named) >= _YEARS and len(set(named.values())) >= _YEARS:
            return named
    return {}
