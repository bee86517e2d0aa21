"""PDF by PDFium, which reads Thai that other readers garble. Not thread-safe: runs in a child process only."""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any

import pypdfium2
from pypdfium2 import raw

from services.crawler.documents.colours import without_profiles
from services.crawler.documents.model import Extract
from shared.archives import UnreadableDocument

#: Pages read of one document.
_MAX_PAGES = 500
#: Characters, without white space, from which a page counts as text.
_TEXT_PAGE = 30
#: Depth to which forms inside forms are searched for pictures.
_DEPTH = 4
#: Where a page or form is, and PDFium's functions that count its pieces, and that give the address of one of them.
_Holder = ctypes.c_void_p
_Count = Callable[[_Holder], int]
_Get = Callable[[_Holder, int], int]
#: Vowels above and below a consonant, and tone marks.
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
#: A consonant with two marks, and the same again; "ที่ที่" is written so.
_TWICE = re.compile(rf"([\u0e01-\u0e2e](?={_MARK}{{2}})(?!(?<=ท)ี่){_MARK}{{2,}})\1")
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
        return pypdfium2.PdfDocument(without_profiles(body))
    except pypdfium2.PdfiumError as error:
        reason = "a password is needed" if "password" in str(error).lower() else "the file is damaged"
        raise UnreadableDocument(reason) from error


def _page(document: pypdfium2.PdfDocument, number: int) -> _Page:
    page = document[number]
    try:
        reader = page.get_textpage()
        images = _images(_Holder(_address(page.raw)), _COUNT_ON_PAGE, _GET_ON_PAGE)
        return _Page(_once(reader.get_text_range()), images)
    finally:
        page.close()


def _once(text: str) -> str:
    """The text without clusters read twice: where a tone mark is drawn apart, ครั้ง comes out as ครั้รั้ง."""
    return _TWICE.sub(r"\1", text)


def _images(holder: _Holder, count: _Count, get: _Get, depth: int = 1) -> int:
    """The pictures on a page or in a form. Pages have thousands of pieces of text, so no Python runs for each: a loop
    over pypdfium2's objects takes as long as reading the text."""
    pieces = list(map(get, repeat(holder), range(count(holder))))
    kinds = list(map(_KIND, pieces))
    images = kinds.count(raw.FPDF_PAGEOBJ_IMAGE)
    if raw.FPDF_PAGEOBJ_FORM in kinds and depth < _DEPTH:
        forms = (piece for piece, kind in zip(pieces, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_FORM)
        images += sum(_images(_Holder(form), _COUNT_IN_FORM, _GET_IN_FORM, depth + 1) for form in forms)
    return images


def _address(of: Any) -> int:
    return ctypes.cast(of, ctypes.c_void_p).value or 0


def _by_addresses(function: Any, answer: Any, *asked: Any) -> Callable[..., int]:
    """The function of PDFium with addresses as plain numbers, which are made several times faster than pointers.

    asked: types of what it is asked with; without them it takes holders and numbers as they are, which is faster again.
    """
    return ctypes.PYFUNCTYPE(answer, *asked)(_address(function))


_COUNT_ON_PAGE = _by_addresses(raw.FPDFPage_CountObjects, ctypes.c_int)
_COUNT_IN_FORM = _by_addresses(raw.FPDFFormObj_CountObjects, ctypes.c_int)
_GET_ON_PAGE = _by_addresses(raw.FPDFPage_GetObject, ctypes.c_void_p)
_GET_IN_FORM = _by_addresses(raw.FPDFFormObj_GetObject, ctypes.c_void_p)
_KIND = _by_addresses(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)


def _extract(document: pypdfium2.PdfDocument, count: int, pages: list[_Page], faults: list[str]) -> Extract:
    return Extract(
        text="\n".join(page.text for page in pages),
        pages=count,
        scanned_pages=sum(page.is_scan for page in pages),
        images=sum(page.images for page in pages),
        dated=_date(document.get_metadata_value("ModDate") or document.get_metadata_value("CreationDate")),
        title=document.get_metadata_value("Title") or None,
        fault="; ".join(faults) or None,
    )


def _date(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
