"""What reading a document gives."""

import re
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
    "rar",
    "7z",
    "empty",
    "unknown",
]

#: Letters and digits of a page from which its pictures are thought to be only pictures.
_FEW_LETTERS = 120
#: Characters of a text that are looked at.
_SAMPLE = 20_000
#: Signs that no one here writes: controls, accented Latin letters, private use, the sign for what could not be read.
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x80-\x9f\xa1-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u024f\ue000-\uf8ff\ufffd]")
#: From this share of odd signs on, or so many numbers in place of letters, a text is garbled.
_MOST_ODD, _ODD_NUMBERS = 0.3, 20
#: So many signs in which neither a letter of another script than Latin stands nor a word that every English text has
#: are the numbers of glyphs, taken for letters.
_SOME_WORDS = 200
_OTHER_LETTERS = re.compile(r"[^\W\d_\x00-\u024f]")
_ENGLISH = re.compile(r"\b(?:the|and|for|with|from|this|that|are|name|date|total)\b", re.IGNORECASE)
_NO_LETTERS = ScriptCounts(thai=0, latin=0)


@dataclass(frozen=True)
class Document:
    """A document as people and machines can use it.

    kind: what it really is; text: normalised; pages: of a PDF, sheets of a workbook, slides, else None; scanned_pages:
    without text but with a picture; images: pictures in it; months: ``2566-10``, named in it; fiscal_year: the Buddhist
    one that months without a year were taken to be of, if any; languages: letters by script; machine_readable: data
    that a machine can take over (a workbook or text document with text in it); dated, title: from its metadata;
    problem: why the text may be incomplete; truncated: the file is cut short.
    """

    kind: Kind
    text: str = ""
    pages: int | None = None
    scanned_pages: int = 0
    images: int = 0
    months: frozenset[str] = frozenset()
    fiscal_year: int | None = None
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

    @property
    def not_all_read(self) -> str | None:
        """Why a person may see words in it that were not read, or None: then what was not found is not there."""
        if self.is_scan or (self.pages and self.scanned_pages):
            return f"scan: {self.scanned_pages or 1} of {self.pages or 1} page(s) without text"
        if self.problem is not None:
            return f"document: {self.problem.detail}"
        if not self.text.strip():
            return "document: no text in it"
        if _is_garbled(self.text):
            return "document: its font says not which letters it draws"
        if self.images and sum(map(str.isalnum, self.text)) < _FEW_LETTERS * (self.pages or 1):
            return "picture: its words can't be read"
        return None


def _is_garbled(text: str) -> bool:
    """Whether most of the text are signs that no one writes: a font without the meaning of its glyphs."""
    signs = "".join(text[:_SAMPLE].split())
    if len(_ODD.findall(signs)) > len(signs) * _MOST_ODD or text.count("(cid:") > _ODD_NUMBERS:
        return True
    return len(signs) > _SOME_WORDS and not _OTHER_LETTERS.search(signs) and not _ENGLISH.search(text[:_SAMPLE])


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
