"""Links to Google Drive and Docs, turned into addresses that give the file itself; fetched through the same guard."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

_HOSTS = frozenset({"drive.google.com", "docs.google.com", "drive.usercontent.google.com"})
_ID = r"([\w-]{10,})"
_FILE = re.compile(rf"/file/(?:u/\d+/)?d/{_ID}")
_FOLDER = re.compile(rf"/(?:drive/)?(?:u/\d+/|mobile/)?folders/{_ID}")
_EDITOR = re.compile(rf"/(document|spreadsheets|presentation)/(?:u/\d+/)?d/(?!e/){_ID}")
_PUBLISHED = re.compile(r"/(?:document|spreadsheets|presentation)/(?:u/\d+/)?d/e/")

DriveKind = Literal["file", "folder", "document", "spreadsheet", "presentation"]
_EDITORS: dict[str, tuple[DriveKind, str]] = {
    "document": ("document", "docx"),
    "spreadsheets": ("spreadsheet", "xlsx"),
    "presentation": ("presentation", "pptx"),
}


@dataclass(frozen=True)
class DriveLink:
    """A thing on Drive. download_url: of the file; of a folder, a page that lists it without a script."""

    kind: DriveKind
    id: str
    download_url: str


@dataclass(frozen=True)
class DriveEntry:
    """A file or folder in a folder."""

    title: str
    url: str


def drive_link(url: str) -> DriveLink | None:
    """What a link to Drive or Docs points to; None for other links and for pages published from Docs."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if (parts.hostname or "") not in _HOSTS or _PUBLISHED.search(parts.path):
        return None
    if editor := _EDITOR.search(parts.path):
        return _editor(editor.group(1), editor.group(2))
    query = parse_qs(parts.query)
    key = query.get("resourcekey", [""])[0]
    if folder := _FOLDER.search(parts.path):
        return _folder(folder.group(1), key)
    ids = [found.group(1) for found in [_FILE.search(parts.path)] if found] or query.get("id", [])
    if not ids or not re.fullmatch(_ID, ids[0]):
        return None
    return _folder(ids[0], key) if "folderview" in parts.path else _file(ids[0], key)


def confirmation_url(html: str, base: str) -> str | None:
    """The address behind the button of Drive's page that a file is too large to be scanned for viruses."""
    form = LexborHTMLParser(html).css_first("form#download-form, form#downloadForm")
    if form is None:
        return None
    fields = {
        str(field.attributes.get("name")): field.attributes.get("value") or "" for field in form.css("input[name]")
    }
    try:
        address = urljoin(base, form.attributes.get("action") or "")
    except ValueError:
        return None
    return f"{address}{'&' if '?' in address else '?'}{urlencode(fields)}" if fields else address


def folder_entries(html: str) -> list[DriveEntry]:
    """What the page at a folder's ``download_url`` lists."""
    found = LexborHTMLParser(html).css(".flip-entry a[href]")
    return [DriveEntry(_title(link.text()), link.attributes["href"] or "") for link in found]


def _title(text: str) -> str:
    return " ".join(text.split())


def _file(ident: str, key: str) -> DriveLink:
    query = {"export": "download", "id": ident} | ({"resourcekey": key} if key else {})
    return DriveLink("file", ident, f"https://drive.google.com/uc?{urlencode(query)}")


def _folder(ident: str, key: str) -> DriveLink:
    query = {"id": ident} | ({"resourcekey": key} if key else {})
    return DriveLink("folder", ident, f"https://drive.google.com/embeddedfolderview?{urlencode(query)}")


def _editor(name: str, ident: str) -> DriveLink:
    kind, suffix = _EDITORS[name]
    form = f"export/{suffix}" if kind == "presentation" else f"export?format={suffix}"
    return DriveLink(kind, ident, f"https://docs.google.com/{name}/d/{ident}/{form}")
