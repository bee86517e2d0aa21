"""Answers that servers do give: one that drips, one without end, a bomb, a circle. Both crawlers get them."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable

#: Where the hostile answers of a site are, and what the path of each begins with.
HOSTILE = "/hostile/"
DRIP, HUGE, BOMB, CIRCLE = (HOSTILE + name for name in ("drip.html", "huge.pdf", "bomb.html", "circle/1/"))
PATHS = (DRIP, HUGE, BOMB, CIRCLE)
#: Seconds after which both crawlers are told to give an answer up, and bytes from which it is too large for both.
DEADLINE, LARGEST = 20.0, 20_000_000

#: Bytes that the endless body claims to have, that are sent of it at once, and that the bomb unpacks to.
_HUGE, _PIECE, _UNPACKED = 300_000_000, 65_536, 100_000_000
_HEAD = "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n"

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def hostile_answers() -> dict[str, Answer]:
    """Path → what writes the answer."""
    bomb = gzip.compress(b"<p>" + bytes(_UNPACKED), 9)
    return {
        DRIP: _drip,
        HUGE: _huge,
        BOMB: _whole(_head("200 OK", f"Content-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n") + bomb),
        CIRCLE: _whole(_head("302 Found", f"Location: {HOSTILE}circle/2/\r\nContent-Length: 0\r\n")),
        HOSTILE + "circle/2/": _whole(_head("302 Found", f"Location: {CIRCLE}\r\nContent-Length: 0\r\n")),
    }


def _head(status: str, more: str, media_type: str = "text/html; charset=utf-8") -> bytes:
    return _HEAD.format(status=status, media_type=media_type, more=more).encode()


def _whole(answer: bytes) -> Answer:
    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return write


async def _drip(writer: asyncio.StreamWriter) -> None:
    """A byte a second until the client has enough."""
    writer.write(_head("200 OK", "Connection: close\r\n"))
    while not writer.is_closing():
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(1)


async def _huge(writer: asyncio.StreamWriter) -> None:
    """More than anybody takes, and announced as such."""
    writer.write(_head("200 OK", f"Content-Length: {_HUGE}\r\n", "application/pdf"))
    for _ in range(_HUGE // _PIECE):
        writer.write(bytes(_PIECE))
        await writer.drain()
