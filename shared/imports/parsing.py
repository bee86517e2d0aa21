"""From the bytes of a file to its sheets; runs in the child process only."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from shared.archives import UnreadableDocument, opened, part
from shared.imports.problems import refused
from shared.imports.sheets import EMPTY, Cell, Sheet, column_letter

#: Characters kept of a cell: enough to see that it is too long, whatever its column takes.
_KEPT = 4_000
#: Sheets looked at.
_MOST_SHEETS = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SEPARATORS = ",;\t|"
#: Excel gives its elements no prefix, other programs do.
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_FORMULA = re.compile(r'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b')
_ATTRIBUTE = re.compile(r'\b(?:\w+:)?(\w+)="([^"]*)"')


def parse(body: bytes, rows: int, columns: int) -> tuple[Sheet, ...]:
    """The sheets. Raises FileRefused, UnreadableDocument."""
    if body.startswith(_OLE):
        raise refused("file-has-password" if _PASSWORD in body else "file-old-excel")
    if body.startswith(b"PK"):
        return _workbook(body, rows, columns)
    return (_csv(body, rows, columns),)


def _workbook(body: bytes, rows: int, columns: int) -> tuple[Sheet, ...]:
    with opened(body) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise refused("file-no-table")
        if _has_macros(archive):
            raise refused("file-has-macros")
        formulas = dict(_formulas(archive))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return tuple(_sheet(workbook, name, formulas, rows, columns) for name in workbook.sheet_names[:_MOST_SHEETS])
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(f"the workbook cannot be read: {type(error).__name__}") from error


def _has_macros(archive: zipfile.ZipFile) -> bool:
    return "xl/vbaProject.bin" in archive.namelist() or b"macroEnabled" in part(archive, "[Content_Types].xml")


def _formulas(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each sheet's name with its cells that compute: what such a cell shows depends on who opened it last."""
    relations = map(_attributes, _RELATION.findall(_xml(archive, "xl/_rels/workbook.xml.rels")))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in map(_attributes, _SHEET.findall(_xml(archive, "xl/workbook.xml"))[:_MOST_SHEETS]):
        target = targets.get(sheet.get("id"), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield unescape(sheet.get("name", "")), tuple(_FORMULA.findall(_xml(archive, path)))


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of an element, without prefixes."""
    return dict(_ATTRIBUTE.findall(tag))


def _xml(archive: zipfile.ZipFile, name: str) -> str:
    return part(archive, name).decode("utf-8", "replace")


def _sheet(
    workbook: CalamineWorkbook, name: str, formulas: dict[str, tuple[str, ...]], rows: int, columns: int
) -> Sheet:
    found = workbook.get_sheet_by_name(name)
    above, left = found.start or (0, 0)
    if above + found.height > rows:
        raise refused("file-too-many-rows", limit=rows)
    if left + found.width > columns:
        raise refused("file-too-many-columns", limit=columns)
    before, blank = (EMPTY,) * left, ((),) * above
    body = (before + tuple(map(_cell, row)) for row in found.to_python(skip_empty_area=True))
    merged = tuple(_range(*corners) for corners in found.merged_cell_ranges or ())
    return Sheet(name, (*blank, *body), merged, formulas.get(name, ()))


def _range(first: tuple[int, int], last: tuple[int, int]) -> str:
    return f"{column_letter(first[1])}{first[0] + 1}:{column_letter(last[1])}{last[0] + 1}"


def _cell(value: Any) -> Cell:
    match value:
        case bool():
            return Cell(str(value).upper(), "truth")
        case int() | float():
            whole = isinstance(value, int) or value.is_integer()
            return Cell(str(int(value) if whole else value), "number")
        case datetime():
            bare = value.time() == time.min
            return Cell(value.date().isoformat() if bare else value.isoformat(" ", "seconds"), "date")
        case date() | time() | timedelta():
            return Cell(str(value), "date")
        case _:
            return Cell(str(value)[:_KEPT].strip())


def _csv(body: bytes, rows: int, columns: int) -> Sheet:
    text = _decoded(body)
    if "\0" in text[:_KEPT]:
        raise refused("file-encoding")  # UTF-16 without its mark
    if _CONTROL.search(text[:_KEPT]) or text.lstrip()[:1] in ("<", "{", "%"):
        raise refused("file-no-table")
    head = text[: text.find("\n") + 1] or text
    separator = max(_SEPARATORS, key=head.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return Sheet("CSV", tuple(_limited(lines, rows, columns)))
    except csv.Error as error:
        raise UnreadableDocument(f"the CSV cannot be read: {error}") from error


def _decoded(body: bytes) -> str:
    """UTF-8 (with or without a mark), UTF-16 with a mark, or the Thai code page of Windows."""
    encodings = ("utf-16",) if body.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("file-encoding")


def _limited(lines: Iterable[list[str]], rows: int, columns: int) -> Iterator[tuple[Cell, ...]]:
    for number, line in enumerate(lines, start=1):
        if number > rows:
            raise refused("file-too-many-rows", limit=rows)
        if len(line) > columns:
            raise refused("file-too-many-columns", limit=columns)
        yield tuple(Cell(value[:_KEPT].strip()) for value in line)
