"""Word files by python-docx, in the Thai official style."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from services.replica.model import Block, Bullets, Document, Grid, Heading, Paragraph, Picture, Site, Table

#: The face that Thai offices use, and its size in points.
FONT, SIZE = "TH Sarabun New", 16
#: The date of every part of the archive, so that two builds give the same bytes.
_ARCHIVE_DATE = (2024, 4, 1, 0, 0, 0)


def _use_thai_font(word: WordDocument) -> None:
    """Thai text takes its face and size from the complex-script settings, which python-docx has no words for."""
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(qn("w:cs"), FONT)
    size = properties.makeelement(qn("w:szCs"), {qn("w:val"): str(SIZE * 2)})
    properties.append(size)


def _add_table(word: WordDocument, grid: Grid) -> None:
    table = word.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    for row in (grid.columns, *grid.rows):
        cells = table.rows[0].cells if row is grid.columns else table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = str(value)


def _add(word: WordDocument, block: Block, pictures: Path) -> None:
    match block:
        case Heading(h=text):
            word.add_paragraph().add_run(text).bold = True
        case Paragraph(p=text):
            word.add_paragraph(text)
        case Bullets(list=entries):
            for entry in entries:
                word.add_paragraph(entry, style="List Bullet")
        case Table(table=grid):
            _add_table(word, grid)
        case Picture(picture=name, caption=caption):
            word.add_picture(str(pictures / f"{name}.png"), width=Cm(10))
            word.add_paragraph(caption)
        case _:
            raise ValueError(f"a document cannot hold {type(block).__name__}")


def _same_bytes(content: bytes) -> bytes:
    """The archive with every part at one date: python-docx stamps the time of day."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _ARCHIVE_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _set_properties(word: WordDocument, title: str, author: str, day: date) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - as the format has it


def build_word(document: Document, site: Site, pictures: Path) -> bytes:
    """The document as .docx. pictures: the folder of the pictures that its blocks name."""
    word = docx.Document()
    _use_thai_font(word)
    _set_properties(word, document.title, site.unit.name, document.date)
    notice = word.add_paragraph().add_run(f"{site.notice}\n{site.notice_en}")
    notice.font.color.rgb = RGBColor(0xA3, 0x00, 0x1B)
    word.add_paragraph(site.unit.name if document.language == "th" else site.unit.name_en)
    word.add_paragraph().add_run(document.title).bold = True
    for block in document.blocks:
        _add(word, block, pictures)
    result = io.BytesIO()
    word.save(result)
    return _same_bytes(result.getvalue())
