"""Servers that misbehave on purpose, over real sockets."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field

Script = Callable[[socket.socket, str], None]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer that closes the connection."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    head = {"Content-Length": str(len(body)), "Connection": "close", **named}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in head.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass
class RawServer:
    """Answers each path by its script; robots.txt is 404 unless a script says otherwise."""

    scripts: dict[str, Script] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    context: ssl.SSLContext | None = None
    address: str = "127.0.0.1"

    def __post_init__(self) -> None:
        self._socket = socket.create_server((self.address, 0))
        self.port: int = self._socket.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def host(self) -> str:
        return f"{self.address}:{self.port}"

    def url(self, path: str) -> str:
        return f"{'https' if self.context else 'http'}://{self.host}{path}"

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(10)

    def answers(self, path: str, *answers: bytes) -> None:
        """Give these answers one after the other; the last one again and again."""
        left = list(answers)
        self.scripts[path] = lambda connection, _: connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
                self._threads[-1].start()

    def _serve(self, plain: socket.socket) -> None:
        with closing(plain), suppress(OSError):
            connection = self.context.wrap_socket(plain, server_side=True) if self.context else plain
            with closing(connection):
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (more := connection.recv(65_536)):
            request += more
        text = request.decode("latin-1")
        path = text.split(" ")[1] if " " in text else ""
        self.requests.append(text)
        script = self.scripts.get(path)
        if script is None:
            connection.sendall(reply(b"no such page", "404 Not Found"))
        else:
            script(connection, text)
