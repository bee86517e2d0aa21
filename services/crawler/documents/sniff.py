"""What a file really is: by its first bytes and inner names, never by its name or what a server says."""

import re
import zipfile
from collections import Counter
from io import BytesIO

from services.crawler.documents.model import Kind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names of streams in an OLE file, and what they make it.
_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
#: Parts of a zip file, and what they make it.
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
)
_OPEN_DOCUMENT: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
#: Archives of other makers.
_ARCHIVES: tuple[tuple[bytes, Kind], ...] = ((b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"))
#: How the main stream of a Word document of before 2007 begins, always at the start of a sector; a flag in it says that
#: what follows is behind a password.
_WORD_STREAM, _SECTOR, _FLAGS, _ENCRYPTED = b"\xec\xa5", 512, 11, 0x01
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|script|meta|div|title|form)\b", re.IGNORECASE)
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
#: Bytes looked at for text and HTML, and for the end of a PDF.
_LOOK = 4096
#: Lines that must have the same number of separators to be a table.
_TABLE_SHARE = 0.6


def sniff(body: bytes) -> Kind:
    """The kind of a file by its content; ``unknown`` if it is none that can be read."""
    if not body.strip():
        return "empty"
    return _by_signature(body) or _text_kind(body)


def _by_signature(body: bytes) -> Kind | None:
    if body.startswith(b"PK\x03\x04"):  # which may hold a PDF, not packed
        return _zip_kind(body)
    if b"%PDF-" in body[:1024]:
        return "pdf"
    if body.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in body), "unknown")
    if body.startswith(_IMAGES) or (body.startswith(b"RIFF") and body[8:12] == b"WEBP"):
        return "image"
    if body.startswith(b"{\\rtf"):
        return "rtf"
    return next((kind for mark, kind in _ARCHIVES if body.startswith(mark)), None)


def is_encrypted_office(body: bytes) -> bool:
    """A Word or Excel file behind a password."""
    return body.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in body


def is_encrypted_word(body: bytes) -> bool:
    """A Word document of before 2007 behind a password."""
    starts = range(_SECTOR, len(body) - _FLAGS, _SECTOR)
    stream = next((start for start in starts if body.startswith(_WORD_STREAM, start)), None)
    return stream is not None and bool(body[stream + _FLAGS] & _ENCRYPTED)


def sniff_truncated(body: bytes, kind: Kind) -> bool:
    """The file is cut short: the end that its format demands is not there."""
    if kind == "pdf":
        return b"%%EOF" not in body[-_LOOK:]
    if kind in {"zip", "docx", "xlsx", "pptx", "odt", "ods"}:
        return not zipfile.is_zipfile(BytesIO(body))
    return False


def _zip_kind(body: bytes) -> Kind:
    names = _names(body)
    found: Kind | None = next((kind for part, kind in _PARTS if part in names), None)
    if found is None and "mimetype" in names:
        found = next((kind for mark, kind in _OPEN_DOCUMENT if mark in body[:200]), None)
    return found or "zip"


def _names(body: bytes) -> set[str]:
    """Names of the parts; of a file cut short those that its beginning still tells."""
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        known = [*(part for part, _ in _PARTS), "mimetype"]
        return {part for part in known if part.encode() in body}


def _text_kind(body: bytes) -> Kind:
    head = body[:_LOOK]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if len(head.translate(None, _CONTROLS)) < len(head):
        return "unknown"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _HTML.search(head):
        return "html"
    return "csv" if _is_table(body[: _LOOK * 4]) else "text"


def _is_table(head: bytes) -> bool:
    lines = [line for line in head.splitlines()[:-1] or head.splitlines() if line.strip()]
    return any(_columns(lines, separator) for separator in (b",", b";", b"\t", b"|"))


def _columns(lines: list[bytes], separator: bytes) -> bool:
    if len(lines) < 2:  # noqa: PLR2004 — a table has a head and a row
        return False
    (count, times), *_ = Counter(line.count(separator) for line in lines).most_common(1)
    return count > 0 and times >= len(lines) * _TABLE_SHARE
