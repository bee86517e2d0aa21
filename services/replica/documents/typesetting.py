"""PDF files and pictures, set by Typst with the fonts of this package only: the same bytes on every machine."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from services.replica.content import PACKAGE
from services.replica.model import Document, Site

#: Dots per inch of drawn pictures and of scans.
PICTURE_PPI = 110


def _noon(day: date) -> int:
    return int(datetime.combine(day, time(12), UTC).timestamp())


class Typesetter:
    """Sets documents and pictures. root: the folder that addresses of pictures in documents are relative to."""

    def __init__(self, site: Site, root: Path) -> None:
        self._site = site
        self._root = root
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[PACKAGE / "fonts"]
        )

    def _set(self, template: str, values: dict[str, Any], day: date, kind: str) -> Any:
        marked = {"notice": self._site.notice, "notice_en": self._site.notice_en, **values}
        # Its stubs want source and root of one type; the source is text, so that it may lie outside the root.
        return typst.compile(  # type: ignore[call-overload]
            (PACKAGE / "typst" / f"{template}.typ").read_bytes(),
            root=self._root,
            font_paths=self._fonts,
            sys_inputs={"data": json.dumps(marked, ensure_ascii=False)},
            format=kind,
            ppi=PICTURE_PPI,
            timestamp=_noon(day),
        )

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
