"""PDF files and pictures of the replica, each with the notice of what it is."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

from services.replica.content import PACKAGE
from services.replica.model import Document, Site
from shared.typesetting import typeset


class Typesetter:
    """Sets documents and pictures. root: the folder that addresses of pictures in documents are relative to."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site = site
        self._root = root

    def _set(self, template: str, values: dict[str, Any], day: date, kind: Literal["pdf", "png"]) -> Any:
        marked = {"notice": self._site.notice, "notice_en": self._site.notice_en, **values}
        source = (PACKAGE / "typst" / f"{template}.typ").read_bytes()
        return typeset(source, marked, day=day, kind=kind, root=self._root)

    def pdf(self, document: Document) -> bytes:
        """The document as a PDF with real, extractable text."""
        result: bytes = self._set("document", self._values(document), document.date, "pdf")
        return result

    def images(self, document: Document) -> list[bytes]:
        """The document's pages as PNG files."""
        pages = self._set("document", self._values(document), document.date, "png")
        return pages if isinstance(pages, list) else [pages]

    def scan(self, document: Document, pages: list[str]) -> bytes:
        """A PDF whose pages are pictures: without any text, like one from an office scanner. pages: their addresses."""
        result: bytes = self._set("scan", {"pages": pages}, document.date, "pdf")
        return result

    def picture(self, values: dict[str, Any]) -> bytes:
        """A picture as PNG; values as in ``content/pictures.yaml``."""
        result: bytes = self._set("picture", values, self._site.today, "png")
        return result

    def _values(self, document: Document) -> dict[str, Any]:
        unit = self._site.unit
        office = unit.name if document.language == "th" else unit.name_en
        return {"office": office, **document.model_dump(mode="json")}
