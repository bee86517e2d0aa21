"""The tables of a corpus, ``labels.csv`` and ``pages.csv``, read line by line."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.crawler.accuracy.errors import CorpusError

#: Columns that every table of labels has.
_LABEL_COLUMNS = ("page", "ordinal", "items")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says of one link. ordinal: its place on the page, from 0; items: codes, ``O1@2566`` for one that
    stands in a part of the page about another year, empty for a link of no item; href: as written, if given.
    where: file and line, for messages."""

    page: str
    ordinal: int
    items: tuple[str, ...]
    pattern: str
    rubric: str
    href: str | None
    where: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """What is known of one page besides its file. items: those whose link led to it."""

    url: str = ""
    rubric: str = ""
    items: tuple[str, ...] = ()
    pattern: str = ""


def read_labels(path: Path) -> Iterator[Label]:
    """The labels of ``labels.csv``. Raises CorpusError where a line makes no sense."""
    for where, row in _rows(path, _LABEL_COLUMNS):
        ordinal = row["ordinal"]
        if not (ordinal.isascii() and ordinal.isdigit()):
            raise CorpusError(f"{where}: ordinal {ordinal!r} is not a number from 0")
        yield Label(
            page=row["page"],
            ordinal=int(ordinal),
            items=tuple(row["items"].split()),
            pattern=row.get("pattern", ""),
            rubric=row.get("rubric", ""),
            href=row.get("href"),
            where=where,
        )


def read_pages(path: Path) -> dict[str, PageRow]:
    """The rows of ``pages.csv`` by page; none where there is no such file."""
    if not path.is_file():
        return {}
    return {
        row["page"]: PageRow(
            url=row.get("url", ""),
            rubric=row.get("rubric", ""),
            items=tuple(row.get("items", "").split()),
            pattern=row.get("pattern", ""),
        )
        for _, row in _rows(path, ("page",))
    }


def _rows(path: Path, required: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorpusError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8") from error
    reader = csv.DictReader(text.splitlines())
    if missing := [name for name in required if name not in (reader.fieldnames or ())]:
        raise CorpusError(f"{path}: has no column {', '.join(missing)}")
    for row in reader:
        yield f"{path.name}:{reader.line_num}", {key: (value or "").strip() for key, value in row.items() if key}
