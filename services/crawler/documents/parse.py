"""One file to one Document, in this process. Only the child process calls it."""

from collections.abc import Callable, Mapping

from services.crawler.documents.model import Document, Extract, Kind
from services.crawler.documents.office import read_docx, read_odt, read_pptx, read_workbook
from services.crawler.documents.pdf import read_pdf
from services.crawler.documents.plain import read_doc, read_html, read_rtf, read_text
from services.crawler.documents.sniff import is_encrypted_office, sniff, sniff_truncated
from services.crawler.fetch.problems import Problem
from shared.archives import UnreadableDocument
from shared.thai import arabic_digits, normalise, repair_mojibake, script_counts
from shared.thai.months import months_named_and_of, months_named_of

#: Characters kept of one document.
MAX_TEXT = 2_000_000
#: Letters and digits from which a document with pictures counts as text and not as a pasted picture with a caption.
_MORE_THAN_A_CAPTION = 40

_READERS: Mapping[Kind, Callable[[bytes], Extract]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "odt": read_odt,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
    "doc": read_doc,
    "rtf": read_rtf,
    "html": read_html,
    "csv": read_text,
    "text": read_text,
}
_DATA: frozenset[Kind] = frozenset({"docx", "doc", "xlsx", "xls", "odt", "ods", "csv", "rtf", "pptx"})


def parse(body: bytes, url: str, fiscal_year: int | None) -> Document:
    """What is in the file. A file that cannot be read gives a Document with a problem."""
    kind = sniff(body)
    truncated = sniff_truncated(body, kind)
    try:
        extract = _READERS[kind](body) if kind in _READERS else _unread(body, kind)
    except UnreadableDocument as error:
        extract = Extract(fault=str(error))
    return _document(kind, extract, url, fiscal_year, truncated=truncated)


def _unread(body: bytes, kind: Kind) -> Extract:
    """Kinds without text."""
    if kind == "image":
        return Extract(images=1)
    if is_encrypted_office(body):
        raise UnreadableDocument("a password is needed")
    if kind == "empty":
        raise UnreadableDocument("the file is empty")
    raise UnreadableDocument(f"files of this kind ({kind}) cannot be read")


def _document(kind: Kind, extract: Extract, url: str, fiscal_year: int | None, *, truncated: bool) -> Document:
    text = normalise(repair_mojibake(extract.text[:MAX_TEXT]))
    searched = arabic_digits(text)
    months = months_named_and_of(searched, fiscal_year) if fiscal_year else months_named_of(searched)
    fault = extract.fault or ("the file is cut short" if truncated else None)
    return Document(
        kind=kind,
        text=text,
        pages=extract.pages,
        scanned_pages=extract.scanned_pages,
        images=extract.images,
        months=frozenset(months),
        fiscal_year=fiscal_year,
        languages=script_counts(text),
        machine_readable=kind in _DATA and _has_text(text, extract.images),
        dated=extract.dated,
        title=extract.title,
        problem=Problem(url, "document", fault, permanent=True) if fault else None,
        truncated=truncated,
    )


def _has_text(text: str, images: int) -> bool:
    characters = sum(character.isalnum() for character in text)
    return characters >= (_MORE_THAN_A_CAPTION if images else 1)
