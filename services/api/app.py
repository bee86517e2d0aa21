"""The application factory: routes behind their permissions, every error as a problem, safe headers on every answer."""

from datetime import timedelta
from uuid import uuid4

import structlog
from flask import Flask, Request, Response, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.middleware.proxy_fix import ProxyFix

from services.api import auth, commands, pages, queries  # noqa: F401 - importing declares the routes
from services.api.context import EXTENSION, Context
from services.api.errors import register_errors
from services.api.pages.errors import respond
from services.api.problems import BadText
from services.api.routing import LARGEST_BODY, register_routes
from services.api.uploads import UploadRequest

#: Largest body of a form without its files, and number of parts, that is taken.
LARGEST_FORM = 500_000
FORM_PARTS = 20
#: How long somebody stays logged in without coming back.
SESSION_LIFETIME = timedelta(hours=12)

#: On every answer that does not say otherwise itself.
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
}


class _Sessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie. Who sends none, as every machine does, gets an empty one without any keys made."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """See Flask."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def create_app(context: Context, *, secret_key: bytes) -> Flask:
    """The application around a context. secret_key signs the sessions of people who log in."""
    app = Flask("services.api", static_folder=None)
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=FORM_PARTS,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=context.settings.address.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=SESSION_LIFETIME,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.request_class = UploadRequest
    app.session_interface = _Sessions()
    proxies = context.settings.trusted_proxies
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]  # as Flask says to
    app.extensions[EXTENSION] = context
    app.url_map.strict_slashes = False
    auth.csrf.init_app(app)
    pages.init_app(app)
    register_routes(app, auth.guard)
    app.before_request(_name_request)
    app.before_request(_refuse_nul)
    app.after_request(_safe_headers)
    register_errors(app, respond)
    return app


def _name_request() -> None:
    g.request_id = uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _refuse_nul() -> None:
    """No text in the database can hold a NUL, so nothing is to be found under one."""
    if "\0" in request.path or "%00" in request.query_string.decode("latin-1"):
        raise BadText


def _safe_headers(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    for name, value in SAFE_HEADERS.items():
        if name.lower() not in given:
            response.headers.add(name, value)
    if "request_id" in g:
        response.headers["X-Request-Id"] = g.request_id
    return response
