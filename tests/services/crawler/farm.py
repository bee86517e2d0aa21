"""Websites of many units on a few servers of this machine, which note who is there at the same time."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ITEMS = {"o1": "โครงสร้าง อัตรากำลัง และข้อมูลผู้บริหาร", "o2": "อำนาจหน้าที่และพื้นที่รับผิดชอบ", "o3": "กฎหมายที่เกี่ยวข้อง"}
#: Seconds that a busy machine may take for anything.
PATIENCE = 120
_PAGE = '<html lang="th"><meta charset="utf-8"><body><h1>{0}</h1>{1}</body></html>'


@dataclass
class Server:
    """One network address with the websites of some units. delay: seconds that an answer takes.

    at_once: how many requests were there as each came. visits: how often each path was asked for. held: requests wait
    until it is set. busy: set once a request waits.
    """

    address: str
    delay: float = 0.0
    at_once: list[int] = field(default_factory=list)
    visits: Counter[str] = field(default_factory=Counter)
    held: threading.Event = field(default_factory=threading.Event)
    busy: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _present: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        return f"{self.address}:{self.port}"

    @contextmanager
    def visit(self, path: str) -> Iterator[None]:
        """A request's stay."""
        with self._lock:
            self._present += 1
            self.at_once.append(self._present)
            self.visits[path] += 1
        try:
            yield
        finally:
            with self._lock:
                self._present -= 1

    def answer(self, path: str) -> tuple[int, bytes]:
        """The page at the path: each unit has a list at its folder, and a page for each item."""
        named = re.fullmatch(r"/(\w+)/(?:(o\d)\.html)?", path)
        if named is None:
            return 404, b""
        if not self.held.is_set():
            self.busy.set()
            self.held.wait(PATIENCE)
        time.sleep(self.delay)
        if named[2]:
            return 200, _PAGE.format(ITEMS[named[2]], "<p>" + "ข้อมูล ปีงบประมาณ พ.ศ. 2567 " * 40).encode()
        rows = (f'<p><a href="/{named[1]}/{code}.html">{code.upper()} {title}</a></p>' for code, title in ITEMS.items())
        return 200, _PAGE.format("OIT 2567", "".join(rows)).encode()


def _handler(farm: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with farm.visit(self.path):
                status, body = farm.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True  # whoever asked was killed

        def log_message(self, *_: object) -> None:
            """Visits are noted otherwise."""

    return Handler


@contextmanager
def farm(servers: int, delay: float = 0.0) -> Iterator[list[Server]]:
    """So many servers, at addresses of their own."""
    made = [Server(f"127.0.0.{number + 2}", delay) for number in range(servers)]
    with ExitStack() as open_:
        for server in made:
            http = ThreadingHTTPServer((server.address, 0), _handler(server))
            http.daemon_threads = True
            server.port = http.server_port
            thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            open_.callback(http.server_close)
            open_.callback(thread.join)
            open_.callback(http.shutdown)
            open_.callback(server.held.set)
        yield made
