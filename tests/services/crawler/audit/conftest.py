"""A website on this host, a fetcher that may read it, and an audit of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest

from services.crawler.audit import AuditReport, audit
from services.crawler.documents import DocumentReader
from services.crawler.fetch import Fetcher, FetchPolicy
from shared.rubric import Rubric, load_rubric
from tests.services.crawler.audit.internet import Internet, internet

NOW = date(2024, 4, 15)


@dataclass
class Website:
    """What a test publishes. answers: path → (status, media type, body, further headers).

    unchanged: paths that were answered by 304, because the client has them as their ETag says.
    """

    url: str = ""
    answers: dict[str, tuple[int, str, bytes, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def page(self, path: str, html: str, status: int = 200) -> None:
        document = html if "<html" in html else f"<html><head><title>หน่วยงาน</title></head><body>{html}</body></html>"
        self.answers[path] = (status, "text/html; charset=utf-8", document.encode(), {})

    def file(self, path: str, body: bytes, media_type: str = "application/octet-stream") -> None:
        self.answers[path] = (200, media_type, body, {})

    def redirect(self, path: str, to: str) -> None:
        self.answers[path] = (302, "text/html", b"", {"Location": to})


@contextmanager
def served() -> Iterator[Website]:
    """A website that a server of this host answers for."""
    site = Website()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(self.path)
            site.asked.append(path)
            status, media_type, body, headers = site.answers.get(path, (404, "text/html", b"<h1>404</h1>", {}))
            if headers.get("ETag", "") == self.headers.get("If-None-Match", "–"):
                site.unchanged.append(path)
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def website() -> Iterator[Website]:
    with served() as site:
        yield site


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return load_rubric("2567-provincial-immigration")


@pytest.fixture(scope="session")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as reader:
        yield reader


@pytest.fixture
def run(website: Website, rubric: Rubric, reader: DocumentReader) -> Iterator[Callable[..., AuditReport]]:
    with Fetcher(
        FetchPolicy(contact="https://example.invalid/", allow_private=True, deadline=30.0, retries=0)
    ) as fetcher:

        def run(**options: Any) -> AuditReport:
            chosen = {"now": NOW, "fetcher": fetcher, "reader": reader} | options
            return audit(chosen.pop("site", website.url), chosen.pop("rubric", rubric), **chosen)

        yield run


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    with internet(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
def browse(web: Internet, rubric: Rubric, reader: DocumentReader) -> Iterator[Callable[..., AuditReport]]:
    """An audit of a website of that internet, by a fetcher under all the rules of the real one but for its pauses."""
    policy = FetchPolicy(contact="https://example.invalid/", pause=0.0, deadline=30.0, retries=0)
    with Fetcher(policy, resolve=web.resolve) as fetcher:

        def run(site: str, **options: Any) -> AuditReport:
            chosen = {"now": NOW, "fetcher": fetcher, "reader": reader} | options
            return audit(site, rubric, **chosen)

        yield run
