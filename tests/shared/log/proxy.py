"""A wire between client and server that can be cut at the worst moment: after the commit, before the answer."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from shared.postgres import libpq_url

#: What the server says last when a statement and its transaction are done, outside of a transaction block.
_DONE = b"Z\x00\x00\x00\x05I"


class Wire:
    """Forwards bytes. After ``cut_next_answer`` the next complete answer is swallowed and its connection dropped."""

    def __init__(self, url: str) -> None:
        self._to = conninfo_to_dict(libpq_url(url))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._cut = threading.Event()
        self.cuts = 0
        port = self._listener.getsockname()[1]
        plain = make_url(url)
        role, database = quote(plain.username or ""), plain.database
        options = str(self._to.get("options", ""))
        self.url = f"postgresql+psycopg://{role}@127.0.0.1:{port}/{database}?sslmode=disable&gssencmode=disable"
        self.url += f"&options={quote(options)}" if options else ""
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_next_answer(self) -> None:
        """The next answer to come does not arrive."""
        self._cut.set()

    def close(self) -> None:
        """No new connections; those that stand end with their clients."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                client, _ = self._listener.accept()
                server = self._connect()
                for source, target, answers in ((client, server, False), (server, client, True)):
                    threading.Thread(target=self._forward, args=(source, target, answers), daemon=True).start()

    def _connect(self) -> socket.socket:
        host, port = str(self._to["host"]), int(self._to.get("port") or 5432)
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{host}/.s.PGSQL.{port}")
        return server

    def _forward(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError), source, target:
            while data := source.recv(1 << 16):
                if answers and self._cut.is_set() and data.endswith(_DONE):
                    self._cut.clear()
                    self.cuts += 1
                    target.shutdown(socket.SHUT_RDWR)
                    source.shutdown(socket.SHUT_RDWR)
                    return
                target.sendall(data)


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """A wire to the server of this address."""
    made = Wire(url)
    yield made
    made.close()
