"""Serves a built website: conditional GET, HEAD, redirects, a 404 page; every answer is marked as a replica's."""

import mimetypes
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug.security import safe_join
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler
from werkzeug.serving import make_server as make_http_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from services.replica.content import load_site

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

WsgiApp = Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]

#: Marks every answer.
REPLICA_HEADER = "X-Sucharit-Replica"
#: What a browser or a crawler may keep without asking again, in seconds.
MAX_AGE = 60
#: Files that name the site's own address; ``{origin}`` in them is where it is served.
_WITH_ORIGIN = {"robots.txt", "sitemap.xml"}
#: Kinds that Python's table lacks on a bare system.
_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ttf": "font/ttf",
}


def _media_type(path: Path) -> str:
    kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("xml") else kind


def _answer(request: Request, path: Path) -> Response:
    """The file, with its date and a tag of its content; 304 or 206 where the request's conditions say so."""
    body = path.read_bytes()
    if path.name in _WITH_ORIGIN:
        body = body.replace(b"{origin}", request.host_url.rstrip("/").encode())
    response = Response(body, content_type=_media_type(path))
    response.last_modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    response.cache_control.max_age = MAX_AGE
    response.add_etag()
    return response.make_conditional(request, accept_ranges=True, complete_length=len(body))


def _find(site: Path, address: str) -> Path | None:
    """The file behind an address, or None. Nothing outside the folder, and no hidden file, is ever found."""
    joined = safe_join(str(site), address.lstrip("/"))
    if joined is None or any(part.startswith(".") for part in address.split("/")):
        return None
    path = Path(joined)
    return path / "index.html" if path.is_dir() else path


def _respond(site: Path, redirects: dict[str, str], request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:
        return Response("Method not allowed", 405, {"Allow": "GET, HEAD"})
    if request.path in redirects:
        return redirect(redirects[request.path], 302)
    path = _find(site, request.path)
    if path is None or not path.is_file():
        return Response((site / "404.html").read_bytes(), 404, content_type="text/html; charset=utf-8")
    if path.name == "index.html" and not request.path.endswith(("/", "index.html")):
        return redirect(f"{request.path}/", 301)
    return _answer(request, path)


def make_app(site: Path) -> WsgiApp:
    """A WSGI application over a folder that ``build_site`` made."""
    redirects = load_site().redirects

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        response = _respond(site, redirects, Request(environ))
        response.headers[REPLICA_HEADER] = "1"
        response.headers.pop("Date", None)  # the server adds its own
        return response(environ, start_response)

    return app


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *_args: Any) -> None:
        """Say nothing: what matters is in the audit's own report."""


def serve(site: Path, *, host: str = "127.0.0.1", port: int = 0) -> BaseWSGIServer:
    """A threaded server, bound and not yet serving: call ``serve_forever``; ``server_port`` tells a port that was 0."""
    return make_http_server(host, port, make_app(site), threaded=True, request_handler=_Handler)
