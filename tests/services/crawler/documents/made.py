"""Documents made for the tests."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import docx
import typst
import xlsxwriter

from shared.typesetting.typeset import FONTS


def png(width: int = 4, height: int = 4) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(height))
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pdf(source: str, folder: Path) -> bytes:
    """A PDF by Typst, in the project's Thai font; ``picture.png`` can be used in it."""
    (folder / "picture.png").write_bytes(png())
    (folder / "main.typ").write_text('#set text(font: "Sarabun")\n' + source, encoding="utf-8")
    return bytes(typst.compile(folder / "main.typ", root=folder, font_paths=[FONTS]))


def word(*paragraphs: str, picture: bool = False, table: list[list[str]] | None = None) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    for row in table or []:
        cells = made.add_table(1, len(row)).rows[0].cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    if picture:
        made.add_picture(BytesIO(png()))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def excel(rows: list[list[object]], *, picture: bool = False, title: str | None = None) -> bytes:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": title or ""})
        sheet = book.add_worksheet("ข้อมูล")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if picture:
            sheet.insert_image("B2", "table.png", {"image_data": BytesIO(png())})
    return stream.getvalue()


def archive(**parts: bytes) -> bytes:
    """A zip file; ``__`` in a name is ``/``, ``_`` is ``.``."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(name.replace("__", "/").replace("_", "."), content, packing)
    return stream.getvalue()


def old_office(stream: str, content: bytes) -> bytes:
    """An OLE file with one stream of at least 4096 bytes, laid out by hand: header, FAT, directory, stream."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // 512)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry(stream, 2, 2, len(content)) + bytes(256)
    return header + struct.pack("<128I", *fat) + directory + content.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def old_excel(cells: list[str]) -> bytes:
    """A workbook in BIFF8 with one column of text."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, text: str) -> bytes:
        encoded = text.encode("utf-16-le")
        return record(0x0204, struct.pack("<HHHHB", row, 0, 0, len(text), 1) + encoded)

    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    name = "Sheet1".encode("latin-1")
    end = record(0x000A, b"")
    place = len(begin) + 4 + 8 + len(name) + len(end)
    bound = record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    sheet += b"".join(label(row, text) for row, text in enumerate(cells)) + end
    return old_office("Workbook", begin + bound + end + sheet)
