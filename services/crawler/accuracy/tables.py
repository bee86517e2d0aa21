"""The tables of a corpus, ``labels.csv`` and ``pages.csv``, read line by line and tolerantly."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.crawler.accuracy.errors import CorpusError
from shared.thai import arabic_digits

#: Other names of columns that people give them.
_COLUMN_NAMES = {
    "page": ("page", "file", "filename", "file_name", "html", "หน้า", "ไฟล์"),
    "ordinal": ("ordinal", "link", "link_ordinal", "index", "link_index", "n", "no", "ลำดับ"),
    "items": ("items", "item", "codes", "code", "item_codes", "item_code", "label", "labels", "ข้อ"),
}
_COLUMN = {name: column for column, names in _COLUMN_NAMES.items() for name in names}
#: Columns that every table of labels has.
_LABEL_COLUMNS = ("page", "ordinal", "items")
#: What stands between codes.
_BETWEEN = re.compile(r"[\s;,|/+]+")
#: What people write for no item.
_NONE = frozenset({"", "-", "–", "none", "null", "nan", "n/a", "ไม่มี"})


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of one link. ordinal: its place on the page, None on a line that only names a page; items:
    codes as written, ``O1@2566`` for one that stands in a part of the page about another year, none for a link of no
    item; href: as written, if given. where: file and line, for messages."""

    page: str
    ordinal: int | None
    items: tuple[str, ...]
    pattern: str
    rubric: str
    href: str | None
    where: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """What is known of one page besides its file. items: those whose link led to it. where: file and line."""

    url: str = ""
    rubric: str = ""
    items: tuple[str, ...] = ()
    pattern: str = ""
    where: str = ""


def read_labels(path: Path, problems: list[str]) -> Iterator[Label]:
    """The labels of ``labels.csv``. Lines that make no sense are left out, and told in problems.

    Raises CorpusError where the file can't be read or lacks a column.
    """
    for where, row in _rows(path, _LABEL_COLUMNS):
        if not row["page"] and not row["items"]:
            continue
        written = arabic_digits(row["ordinal"])
        ordinal = re.sub(r"\.0+$", "", written)
        if written and not (ordinal.isascii() and ordinal.isdigit()):
            problems.append(f"{where}: ordinal {row['ordinal']!r} is not a number from 0")
            continue
        yield Label(
            page=row["page"],
            ordinal=int(ordinal) if ordinal else None,
            items=split_codes(row["items"]),
            pattern=row.get("pattern", ""),
            rubric=row.get("rubric", ""),
            href=row.get("href") or None,
            where=where,
            url=row.get("url", ""),
        )


def read_pages(path: Path) -> dict[str, PageRow]:
    """The rows of ``pages.csv`` by page; none where there is no such file."""
    if not path.is_file():
        return {}
    return {
        row["page"]: PageRow(
            url=row.get("url", ""),
            rubric=row.get("rubric", ""),
            items=split_codes(row.get("items", "")),
            pattern=row.get("pattern", ""),
            where=where,
        )
        for where, row in _rows(path, ("page",))
    }


def split_codes(text: str) -> tuple[str, ...]:
    """The codes in one field, as written; none for what people write for nothing."""
    return tuple(code for code in _BETWEEN.split(text.strip().strip("[]{}\"'")) if code.lower() not in _NONE)


def _rows(path: Path, required: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    lines = _text(path).splitlines()
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count))
    names = {name: _column(name) for name in reader.fieldnames or ()}
    if missing := [name for name in required if name not in names.values()]:
        raise CorpusError(f"{path}: has no column {', '.join(missing)}")
    for row in reader:
        plain = {names[key]: (value or "").strip() for key, value in row.items() if key in names}
        yield f"{path.name}:{reader.line_num}", plain


def _column(name: str) -> str:
    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    return _COLUMN.get(plain, plain)


def _text(path: Path) -> str:
    """The table in UTF-8 with or without a byte order mark, else in cp874 as Thai spreadsheets save it."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp874", "replace")
