"""Making a page from a template: its language, who is logged in, and headers that let nothing foreign in."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, render_template
from jinja2 import StrictUndefined

from services.api.auth import principal
from services.api.pages import formats, links, told
from services.api.pages.languages import LANGUAGES, here_in, language
from services.api.problems import Unauthenticated
from shared.access import Permission, Principal
from shared.access.roles import ANONYMOUS

#: What a page may load: our own style, font and images. No script at all, and no other host.
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def render(template: str, *, status: int = HTTPStatus.OK, simulated: bool = False, **values: Any) -> Response:
    """The page. simulated: whether anything on it is made up, which its banner then says."""
    body = render_template(template, simulated=simulated, asking=_asking(), **values)
    response = Response(body, status, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie"
    response.headers["Content-Language"] = language()
    return response


def allowed(permission: str) -> bool:
    """Whether who asks holds a permission: for leaving out what they could not use."""
    return _asking().holds(Permission(permission))


def by_fives() -> bool:
    """Whether figures made of answers move on by several sheets at a time for who asks."""
    return _asking().coarse


def init_app(app: Flask) -> None:
    """Prepare the templates. An undefined name is an error, never an empty place."""
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        links=links,
        language=language,
        languages=LANGUAGES,
        here_in=here_in,
        allowed=allowed,
        by_fives=by_fives,
        anonymous=ANONYMOUS,
    )
    formats.init_app(app)
    told.init_app(app)


def _asking() -> Principal:
    """Who asks; nobody where a bad token is the very error that the page tells."""
    if "asking" not in g:
        try:
            g.asking = principal()
        except Unauthenticated:
            g.asking = ANONYMOUS
    found: Principal = g.asking
    return found
