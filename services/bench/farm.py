"""A farm of small websites on addresses of this machine, served by one process of its own."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from services.bench.hostile import Answer, hostile_answers
from services.bench.site import Site, build_site

#: Site ``n`` is at this network's address n: every site has an address of its own, as politeness counts servers.
_NETWORK = "127.0.10."


def hosts(count: int) -> list[str]:
    """The addresses of the sites."""
    return [f"{_NETWORK}{number}" for number in range(1, count + 1)]


@contextmanager
def farm(count: int, latency: float, hostile: int = 0) -> Iterator[list[str]]:
    """``count`` sites that take ``latency`` seconds to each answer; the addresses of their front pages.

    hostile: so many of them, the first ones, also link to what services.bench.hostile answers.
    """
    words = [sys.executable, "-m", "services.bench.farm", str(count), str(latency), str(hostile)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ourselves
        try:
            port = int(process.stdout.readline()) if process.stdout else 0
            yield [f"http://{host}:{port}/" for host in hosts(count)]
        finally:
            process.terminate()


async def serve(count: int, latency: float, hostile: int) -> None:
    """Serve until terminated; the port, the same at every address, is told on standard output."""
    port, answers = 0, hostile_answers() if hostile else {}
    for number, host in enumerate(hosts(count), start=1):
        handler = _Handler(build_site(number, hostile=number <= hostile), answers, latency)
        server = await asyncio.start_server(handler.connected, host, port)
        port = server.sockets[0].getsockname()[1]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


class _Handler:
    """HTTP/1.1 with connections kept open, as little of it as clients need: the farm must never be what is measured."""

    def __init__(self, site: Site, hostile: dict[str, Answer], latency: float) -> None:
        self._answers = {path: _answer("200 OK", *found) for path, found in site.items()}
        self._missing = _answer("404 Not Found", "text/plain", b"not found")
        self._hostile = hostile
        self._latency = latency

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until the client closes it."""
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(self._latency)
                await self._write(_path(request), writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has what it wanted
        finally:
            writer.close()

    async def _write(self, path: str, writer: asyncio.StreamWriter) -> None:
        if hostile := self._hostile.get(path):
            await hostile(writer)
            return
        writer.write(self._answers.get(path, self._missing))
        await writer.drain()


def _path(request: bytes) -> str:
    return request.split(b" ", 2)[1].decode().partition("?")[0]


def _answer(status: str, media_type: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
