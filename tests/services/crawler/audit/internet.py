"""Several hosts of the web on this machine: names lead to made-up public addresses, and connections to one server."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from services.crawler.fetch import connections
from services.crawler.fetch.problems import ConnectFault
from tests.services.crawler.fetch.test_tls import context

#: Addresses of the internet that hosts get one after the other; none of them is ever dialled.
_NETWORK = "93.184.216."
_PORTS = {"http": 80, "https": 443}


@dataclass
class Internet:
    """answers: whole address → (status, headers, body). asked: the addresses that were asked for, in order.

    inside: names that lead to addresses which are none of the internet's.

    A host answers only by the schemes by which something of it is published.
    """

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    inside: dict[str, str] = field(default_factory=dict)

    def page(self, url: str, html: str, status: int = 200) -> None:
        words = html if "<html" in html else f"<html><head><title>หน่วยงาน</title></head><body>{html}</body></html>"
        self.file(url, words.encode(), "text/html; charset=utf-8", status=status)

    def file(self, url: str, body: bytes, media_type: str = "application/octet-stream", *, status: int = 200) -> None:
        self.answers[url] = (status, {"Content-Type": media_type}, body)

    def redirect(self, url: str, to: str) -> None:
        self.answers[url] = (302, {"Location": quote(to, safe=":/?=&%[]")}, b"")

    def resolve(self, host: str) -> list[str]:
        """The address of a host; by it ``dial`` knows whom the crawler wants."""
        if host in self.inside or ":" in host or host.replace(".", "").isdigit():
            return [self.inside.get(host, host)]
        if host not in self.hosts:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [f"{_NETWORK}{1 + self.hosts.index(host)}"]

    @property
    def hosts(self) -> list[str]:
        return list(dict.fromkeys(urlsplit(url).hostname or "" for url in self.answers))

    def speaks(self, address: str, port: int) -> bool:
        """Whether the host at the address answers by the port's scheme."""
        host = self.hosts[int(address.removeprefix(_NETWORK)) - 1]
        return any(
            url.startswith(f"{scheme}://{host}/") for url in self.answers for scheme in _PORTS if _PORTS[scheme] == port
        )


def _handler(web: Internet, scheme: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = f"{scheme}://{self.headers['Host']}{unquote(self.path)}"
            web.asked.append(url)
            status, headers, body = web.answers.get(url, (404, {"Content-Type": "text/html"}, b"<h1>404</h1>"))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """What was asked is noted otherwise."""

    return Handler


@contextmanager
def _server(web: Internet, scheme: str, secured: ssl.SSLContext | None) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(web, scheme))
    server.daemon_threads = True
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def internet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    """Opens it. folder: for the certificate that all hosts share, and that none of them should have."""
    web = Internet()
    with _server(web, "http", None) as plain, _server(web, "https", context(folder)) as secure:
        really = connections.dial

        def dial(addresses: tuple[str, ...], port: int, timeout: float) -> socket.socket:
            if not web.speaks(addresses[0], port):
                raise ConnectFault("refused", f"{addresses[0]} port {port}: refused")
            return really(("127.0.0.1",), secure if port == _PORTS["https"] else plain, timeout)

        monkeypatch.setattr(connections, "dial", dial)
        yield web
