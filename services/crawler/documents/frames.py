"""How a document goes to the child process and its text comes back: four bytes of length, then MessagePack."""

from typing import BinaryIO

import msgspec

#: Bytes that tell the length of a frame.
LENGTH = 4


class Job(msgspec.Struct, frozen=True):
    """A document to read."""

    body: bytes
    url: str
    fiscal_year: int | None


def send(stream: BinaryIO, frame: bytes) -> None:
    """Write one frame. Raises OSError when nobody listens."""
    stream.write(len(frame).to_bytes(LENGTH, "big") + frame)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Read one frame. Raises EOFError at the end."""
    return _exactly(stream, int.from_bytes(_exactly(stream, LENGTH), "big"))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found
