"""Reads what the replica publishes with libraries of its own choice, not with the crawler's code."""

import io
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import docx
import openpyxl
import pypdfium2
from bs4 import BeautifulSoup


def page(site: Path, address: str) -> BeautifulSoup:
    path = site / unquote(address).strip("/")
    return BeautifulSoup((path / "index.html" if path.is_dir() else path).read_bytes(), "lxml")


def pdf_text(body: bytes) -> str:
    """The text of a PDF without white space: Thai words may break between lines."""
    document = pypdfium2.PdfDocument(body)
    try:
        return "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in document)
    finally:
        document.close()


def word_text(body: bytes) -> str:
    word = docx.Document(io.BytesIO(body))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "".join("".join([*(paragraph.text for paragraph in word.paragraphs), *cells]).split())


def cells(body: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(body))
    return [
        str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None
    ]


def members(body: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(body)).namelist()


def text(path: Path) -> str:
    """The text of a document, by its ending, without white space."""
    body = path.read_bytes()
    match path.suffix:
        case ".pdf":
            return pdf_text(body)
        case ".docx":
            return word_text(body)
        case ".xlsx":
            return "".join("".join(cells(body)).split())
        case other:
            raise AssertionError(f"no reader for {other}")


def links(soup: BeautifulSoup) -> list[str]:
    return [str(anchor["href"]) for anchor in soup.find_all("a", href=True)]


def local_path(site: Path, href: str) -> Path:
    path = site / unquote(urlsplit(href).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path
