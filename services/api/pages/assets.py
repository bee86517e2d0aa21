"""Static files under an address that names their content, so that browsers may keep them for good."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, send_from_directory

from services.api.pages.links import STATIC
from services.api.problems import UnknownFile
from services.api.routing import page
from shared.access import Permission

#: Folder of the static files.
FOLDER = Path(__file__).parent.parent / "static"
#: How long browsers may keep a file, in seconds: a year.
KEPT = 365 * 24 * 3600


def asset(path: str) -> str:
    """The address of a static file. All share one hash, so that they may refer to each other by relative paths."""
    return f"{STATIC}/{content_hash()}/{path}"


@cache
def content_hash() -> str:
    """A hash of the names and contents of all static files."""
    digest = sha256()
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(FOLDER)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Let templates name the files."""
    app.jinja_env.globals["asset"] = asset


@page("GET", f"{STATIC}/<version>/<path:path>", Permission.PUBLIC_READ)
def send(version: str, path: str) -> Response:
    if version != content_hash():
        raise UnknownFile
    response = send_from_directory(FOLDER, path, max_age=KEPT)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response
