"""Static files under an address that names their content, so that browsers may keep them for good."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

from services.api.pages.links import STATIC
from services.api.problems import UnknownFile
from services.api.routing import page
from shared.access import Permission

#: Folder of the static files.
FOLDER = Path(__file__).parent.parent / "static"
#: How long browsers may keep a file, in seconds: a year.
KEPT = 365 * 24 * 3600
#: Media types by suffix; a licence is plain text.
TYPES = {".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


def asset(path: str) -> str:
    """The address of a static file. All share one hash, so that they may refer to each other by relative paths."""
    return f"{STATIC}/{content_hash()}/{path}"


@cache
def files() -> dict[str, bytes]:
    """All static files by their path: they are few and small, and stay in memory."""
    found = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in found}


@cache
def content_hash() -> str:
    """A hash of the names and contents of all static files."""
    digest = sha256()
    for name, content in files().items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Let templates name the files."""
    app.jinja_env.globals["asset"] = asset


@page("GET", f"{STATIC}/<version>/<path:path>", Permission.PUBLIC_READ)
def send(version: str, path: str) -> Response:
    content = files().get(path)
    if version != content_hash() or content is None:
        raise UnknownFile
    response = Response(content, content_type=TYPES.get(Path(path).suffix, "text/plain; charset=utf-8"))
    response.headers["Cache-Control"] = f"public, max-age={KEPT}, immutable"
    return response
