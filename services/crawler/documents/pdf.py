"""PDF by PDFium, which reads Thai that other readers garble. Not thread-safe: runs in a child process only."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdfium2
from pypdfium2 import raw

from services.crawler.documents.model import Extract
from shared.archives import UnreadableDocument

#: Pages read of one document.
_MAX_PAGES = 500
#: Characters, without white space, from which a page counts as text.
_TEXT_PAGE = 30
#: Depth to which forms inside forms are searched for pictures.
_DEPTH = 4
#: PDFium's functions that count the pieces of a page or form, and that give one of them.
_Count = Callable[[Any], int]
_Get = Callable[[Any, int], Any]
#: A consonant with two marks, and the same again; "ที่ที่" is written so.
_TWICE = re.compile(r"(?!ที่)([\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,})\1")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True)
class _Page:
    text: str
    images: int

    @property
    def is_scan(self) -> bool:
        return self.images > 0 and len("".join(self.text.split())) < _TEXT_PAGE


def read_pdf(body: bytes) -> Extract:
    """Text, pages, scans. Raises UnreadableDocument for a password and for what PDFium cannot repair."""
    document = _opened(body)
    count = len(document)
    pages: list[_Page] = []
    faults: list[str] = []
    for number in range(min(count, _MAX_PAGES)):
        try:
            pages.append(_page(document, number))
        except pypdfium2.PdfiumError as error:
            faults.append(f"page {number + 1} cannot be read: {error}")
    if count > _MAX_PAGES:
        faults.append(f"only the first {_MAX_PAGES} of {count} pages were read")
    return _extract(document, count, pages, faults)


def _opened(body: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        reason = "a password is needed" if "password" in str(error).lower() else "the file is damaged"
        raise UnreadableDocument(reason) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    page = document[number]
    try:
        reader = page.get_textpage()
        return _Page(
            _once(reader.get_text_range()), _images(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
        )
    finally:
        page.close()


def _once(text: str) -> str:
    """The text without clusters read twice: where a tone mark is drawn apart, ครั้ง comes out as ครั้รั้ง."""
    return _TWICE.sub(r"\1", text)


def _images(holder: Any, count: _Count, get: _Get, depth: int = 1) -> int:
    """The pictures on a page or in a form. By PDFium itself: a Python object for each of a page's thousands of pieces
    of text takes longer than reading the text."""
    images = 0
    for number in range(count(holder)):
        piece = get(holder, number)
        kind = raw.FPDFPageObj_GetType(piece)
        images += kind == raw.FPDF_PAGEOBJ_IMAGE
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            images += _images(piece, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1)
    return images


def _extract(document: pypdfium2.PdfDocument, count: int, pages: list[_Page], faults: list[str]) -> Extract:
    facts = document.get_metadata_dict(skip_empty=True)
    return Extract(
        text="\n".join(page.text for page in pages),
        pages=count,
        scanned_pages=sum(page.is_scan for page in pages),
        images=sum(page.images for page in pages),
        dated=_date(facts.get("ModDate") or facts.get("CreationDate") or ""),
        title=facts.get("Title"),
        fault="; ".join(faults) or None,
    )


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
