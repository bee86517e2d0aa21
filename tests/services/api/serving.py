"""The API behind a real HTTP server in this process, with a thread for each request."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

from werkzeug.serving import ThreadedWSGIServer

from tests.services.api.conftest import Api


class CountingServer(ThreadedWSGIServer):
    """Knows the threads that answer its requests. They end by themselves or the test waits for them in vain."""

    daemon_threads = False


@contextmanager
def served(api: Api) -> Iterator[tuple[str, int]]:
    """Host and port of the running server; afterwards every thread that answered a request has ended."""
    server = CountingServer("127.0.0.1", 0, api.app)
    server.log = lambda *_: None  # type: ignore[method-assign]
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield "127.0.0.1", server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def following(address: tuple[str, int], path: str, headers: dict[str, str]) -> Iterator[HTTPResponse]:
    """A client of server-sent events that has been let in; it leaves at the end."""
    connection = HTTPConnection(*address, timeout=20)
    connection.request("GET", path, headers={**headers, "Accept": "text/event-stream"})
    response = connection.getresponse()
    try:
        yield response
    finally:
        response.close()
        connection.close()


def next_event(response: HTTPResponse) -> dict[str, str]:
    """The fields of the next event, comments left out."""
    fields: dict[str, str] = {}
    for raw in response:
        line = raw.decode().rstrip("\n")
        if not line and fields:
            return fields
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value
    raise EOFError
