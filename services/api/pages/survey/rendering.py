"""A page of a survey in one piece: its style and script stand in it, so that one answer is the whole page."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Response, render_template, request
from markupsafe import Markup

from services.api.pages.assets import asset
from services.api.pages.survey.pieces import Piece, gzipped, plain
from services.api.surveys.words import LANGUAGES, Words, chooser

_FOLDER = Path(__file__).parent.parent.parent / "templates" / "survey"


def words() -> Words:
    """In the language asked for by name; else Thai, or English where the browser prefers that to Thai.

    The drafts are never chosen for somebody: their translation is not official.
    """
    named = request.values.get("lang", "")
    if named in LANGUAGES:
        return Words(named)
    return Words(request.accept_languages.best_match(("th", "en"), default="th") or "th")


def show(template: str, *, status: int = HTTPStatus.OK, **values: Any) -> Response:
    """The page. It leaves nothing behind: no cookie, no copy in a cache, no address for others to see."""
    return answer([Piece.of(rendered(template, **values))], status=status)


def rendered(template: str, **values: Any) -> str:
    """The page's text, in the language asked for, at the address asked for."""
    return render_template(
        f"survey/{template}", say=words(), chooser=chooser(), path=request.path, style=_inside("style.css"),
        script=_inside("script.js"), **values,
    )  # fmt: skip


def answer(pieces: Sequence[Piece], *, status: int = HTTPStatus.OK) -> Response:
    """The page that the pieces make, compressed where the browser takes that; see ``show``."""
    packs = request.accept_encodings["gzip"] > 0
    response = Response(gzipped(pieces) if packs else plain(pieces), status, content_type="text/html; charset=utf-8")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Security-Policy"] = policy()
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Language"] = words().language
    response.headers["Vary"] = "Accept-Language, Accept-Encoding"
    return response


@cache
def policy() -> str:
    """Nothing but the page itself and our font: its own style and script by their hashes, and forms to this host."""
    return (
        f"default-src 'none'; style-src '{_hash('style.css')}'; script-src '{_hash('script.js')}'; connect-src 'self'; "
        "font-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _inside(name: str) -> Markup:
    """A file of ours, with the address of the fonts, which phones that know Thai do not fetch."""
    return Markup((_FOLDER / name).read_text("utf-8").replace("FONTS", asset("fonts")))  # noqa: S704 - our own file


def _hash(name: str) -> str:
    return f"sha256-{b64encode(sha256(_inside(name).encode()).digest()).decode()}"
