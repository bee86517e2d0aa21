"""What reading a document gives."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.crawler.fetch.problems import Problem
from shared.thai import ScriptCounts

Kind = Literal[
    "pdf",
    "docx",
    "doc",
    "xlsx",
    "xls",
    "pptx",
    "ppt",
    "odt",
    "ods",
    "rtf",
    "csv",
    "text",
    "html",
    "image",
    "zip",
    "empty",
    "unknown",
]

_NO_LETTERS = ScriptCounts(thai=0, latin=0)


@dataclass(frozen=True)
class Document:
    """A document as people and machines can use it.

    kind: what it really is; text: normalised; pages: of a PDF, sheets of a workbook, slides, else None; scanned_pages:
    without text but with a picture; images: pictures in it; months: ``2566-10``, named in it; languages: letters by
    script; machine_readable: data that a machine can take over (a workbook or text document with text in it); dated,
    title: from its metadata; problem: why the text may be incomplete; truncated: the file is cut short.
    """

    kind: Kind
    text: str = ""
    pages: int | None = None
    scanned_pages: int = 0
    images: int = 0
    months: frozenset[str] = frozenset()
    languages: ScriptCounts = _NO_LETTERS
    machine_readable: bool = False
    dated: date | None = None
    title: str | None = None
    problem: Problem | None = None
    truncated: bool = False

    @property
    def is_scan(self) -> bool:
        """A person can read it, a machine cannot: a picture, or a PDF of pictures only."""
        return self.kind == "image" or (self.kind == "pdf" and bool(self.pages) and self.scanned_pages == self.pages)


@dataclass(frozen=True)
class Extract:
    """What a reader of one format takes out of a file, before anything is made of it. fault: why it is incomplete."""

    text: str = ""
    pages: int | None = None
    scanned_pages: int = 0
    images: int = 0
    dated: date | None = None
    title: str | None = None
    fault: str | None = None
