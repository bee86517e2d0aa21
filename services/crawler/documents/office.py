"""Word, PowerPoint and OpenDocument text out of their XML; workbooks by calamine."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from html import unescape
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from services.crawler.documents.model import Extract
from shared.archives import UnreadableDocument, opened, part

#: Characters taken out of one workbook.
_MAX_TEXT = 2_000_000
_WORD_PARTS = re.compile(r"word/(?:header|footer)\d*\.xml|word/(?:footnotes|endnotes)\.xml")
_SLIDES = re.compile(r"ppt/slides/slide(\d+)\.xml")
_MEDIA = re.compile(r"(?:word|xl|ppt)/media/|Pictures/")
#: The same text box for programs that do not know the newer form of it.
_FALLBACK = re.compile(r"<mc:Fallback>.*?</mc:Fallback>", re.DOTALL)
_LINE = re.compile(r"</(?:w:p|a:p|text:p|text:h)>|<(?:w:br|a:br|text:line-break)\b[^>]*>")
_GAP = re.compile(r"</(?:w:tc|a:tc)>|<(?:w:tab|text:tab|text:s)\b[^>]*/>")
_HIDDEN = re.compile(r"<(w:instrText|w:delText)\b[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: How an OpenDocument says of a part that it is behind a password.
_ENCRYPTED = b"encryption-data"
_FACTS = re.compile(r"<(dc:title|dcterms:modified|dcterms:created|dc:date|meta:creation-date)\b[^>]*>([^<]*)<")


def read_docx(body: bytes) -> Extract:
    """A Word document with its tables, headers, footers and notes."""
    with opened(body) as archive:
        names = ["word/document.xml", *sorted(filter(_WORD_PARTS.fullmatch, archive.namelist()))]
        return _extract(archive, names, "docProps/core.xml")


def read_pptx(body: bytes) -> Extract:
    """The slides of a presentation, in order."""
    with opened(body) as archive:
        slides = sorted(filter(_SLIDES.fullmatch, archive.namelist()), key=lambda name: int(re.sub(r"\D", "", name)))
        return _extract(archive, slides, "docProps/core.xml", pages=len(slides))


def read_odt(body: bytes) -> Extract:
    """An OpenDocument text. Raises UnreadableDocument for a password."""
    with opened(body) as archive:
        if _ENCRYPTED in part(archive, "META-INF/manifest.xml"):
            raise UnreadableDocument("a password is needed")
        return _extract(archive, ["content.xml"], "meta.xml")


def read_workbook(body: bytes) -> Extract:
    """All cells of an Excel or OpenDocument workbook, one line a row."""
    is_zip = body.startswith(b"PK")
    extract = _zip_facts(body) if is_zip else Extract(images=embedded_images(body))
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(body))
        text, whole = _cells(workbook)
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(f"the workbook cannot be read: {error}") from error
    fault = None if whole else f"only the first {_MAX_TEXT} characters were read"
    pages = len(workbook.sheet_names)
    return Extract(text, pages, 0, extract.images, extract.dated, extract.title, fault)


def embedded_images(body: bytes) -> int:
    """Pictures inside a file of an old format, by how they begin."""
    return body.count(b"\x89PNG\r\n\x1a\n") + body.count(b"\xff\xd8\xff\xe0") + body.count(b"\xff\xd8\xff\xe1")


def _zip_facts(body: bytes) -> Extract:
    with opened(body) as archive:
        return _extract(archive, [], "docProps/core.xml")


def _extract(archive: zipfile.ZipFile, names: Iterable[str], facts: str, pages: int | None = None) -> Extract:
    known = dict(_FACTS.findall(_xml(archive, facts)))
    return Extract(
        text="\n".join(_text(_xml(archive, name)) for name in names),
        pages=pages,
        images=sum(1 for name in archive.namelist() if _MEDIA.match(name)),
        dated=_day(known.get("dcterms:modified") or known.get("dcterms:created") or known.get("dc:date") or ""),
        title=unescape(known.get("dc:title", "")) or None,
    )


def _xml(archive: zipfile.ZipFile, name: str) -> str:
    return part(archive, name).decode("utf-8", "replace")


def _text(xml: str) -> str:
    visible = _HIDDEN.sub("", _FALLBACK.sub("", xml))
    return unescape(_TAG.sub("", _GAP.sub("\t", _LINE.sub("\n", visible))))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _cells(workbook: CalamineWorkbook) -> tuple[str, bool]:
    """The text, and whether it is all of it."""
    lines: list[str] = []
    size = 0
    for line in _rows(workbook):
        lines.append(line)
        size += len(line)
        if size > _MAX_TEXT:
            return "\n".join(lines), False
    return "\n".join(lines), True


def _rows(workbook: CalamineWorkbook) -> Iterator[str]:
    for name in workbook.sheet_names:
        yield name
        for row in workbook.get_sheet_by_name(name).iter_rows():
            if line := "\t".join(_cell(value) for value in row).rstrip():
                yield line


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\n", " ")
