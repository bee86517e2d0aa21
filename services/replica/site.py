"""Builds the whole website into a folder, once: pages, documents and pictures, dated as their content says."""

import hashlib
import os
import shutil
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path

from services.replica.content import (
    PACKAGE,
    load_documents,
    load_ita_pages,
    load_news,
    load_pages,
    load_pictures,
    load_site,
)
from services.replica.documents import Typesetter, build_pasted_workbook, build_word, build_workbook
from services.replica.model import Document, Format
from services.replica.pages import Renderer, news_page
from shared.typesetting import FONTS

#: Where documents are published, as on many unit sites.
UPLOADS = "wp-content/uploads"
#: Names the sources that a folder was built from.
_STAMP = ".built-from"
#: The file name's ending of each format.
ENDINGS: dict[Format, str] = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "scan": "pdf", "pasted": "xlsx"}


def fingerprint() -> str:
    """SHA-256 over every file of this package that the website is made from."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class _Builder:
    """Writes one website into ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._site = load_site()
        self._pictures = root / UPLOADS / "pictures"
        self._typesetter = Typesetter(self._site, root)

    def write(self, name: str, content: bytes, day: date) -> None:
        """A file whose date of change is noon of ``day``: it becomes the answer's Last-Modified."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        noon = datetime.combine(day, time(12), UTC).timestamp()
        os.utime(path, (noon, noon))

    def build(self) -> None:
        for name, values in load_pictures().items():
            self.write(f"{UPLOADS}/pictures/{name}.png", self._typesetter.picture(values), self._site.today)
        for document in load_documents():
            for format_ in document.formats:
                name = f"{UPLOADS}/{document.path}.{ENDINGS[format_]}"
                self.write(name, self._document(document, format_), document.date)
        for asset in sorted([*FONTS.iterdir(), *(PACKAGE / "assets").iterdir()]):
            self.write(f"assets/{asset.name}", asset.read_bytes(), self._site.today)
        self._build_pages()

    def _document(self, document: Document, format_: Format) -> bytes:
        match format_:
            case "pdf":
                return self._typesetter.pdf(document)
            case "docx":
                return build_word(document, self._site, self._pictures)
            case "xlsx":
                return build_workbook(document, self._site)
            case "pasted":
                return build_pasted_workbook(document, self._site, self._typesetter.images(document)[0])
            case "scan":
                return self._scan(document)

    def _scan(self, document: Document) -> bytes:
        """The pages are pictures that exist only while the PDF is made."""
        images = {f"scan-{n}.png": image for n, image in enumerate(self._typesetter.images(document))}
        for name, image in images.items():
            (self._root / name).write_bytes(image)
        content = self._typesetter.scan(document, [f"/{name}" for name in images])
        for name in images:
            (self._root / name).unlink()
        return content

    def _build_pages(self) -> None:
        news = load_news()
        pages = [*load_pages(), *load_ita_pages(), *map(news_page, news)]
        renderer = Renderer(self._site, pages, news)
        for page in pages:
            name = page.path if page.path.endswith(".html") else f"{page.path}index.html"
            self.write(name.lstrip("/"), renderer.render(page).encode(), page.date)
        self.write("robots.txt", renderer.robots().encode(), self._site.today)
        self.write("sitemap.xml", renderer.sitemap().encode(), self._site.today)


def build_site(folder: Path) -> Path:
    """Build the website into ``folder`` and return it; nothing is done where it was built from the same sources.

    A build is made beside the folder and moved into place, so nobody ever sees half a website.
    """
    stamp, wanted = folder / _STAMP, fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        fresh = Path(scratch) / "site"
        fresh.mkdir()
        _Builder(fresh).build()
        (fresh / _STAMP).write_text(wanted)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    return folder
