"""Frames to and from a process that may answer late or never: without a thread that watches, but with an end in time.

The pipes' descriptors must not block. Times are those of ``time.monotonic``.
"""

import os
import select
import time

from services.crawler.documents.frames import LENGTH

#: Bytes read at once: as many as a pipe holds.
_CHUNK = 65_536


def send_until(pipe: int, frame: bytes, end: float) -> None:
    """Write one frame. Raises TimeoutError after the end, OSError when nobody listens."""
    left = memoryview(len(frame).to_bytes(LENGTH, "big") + frame)
    while left:
        _wait(pipe, select.POLLOUT, end)
        left = left[os.write(pipe, left) :]


def receive_until(pipe: int, end: float) -> bytes:
    """Read one frame; after it nothing else may come before it is answered. Raises TimeoutError after the end, EOFError
    when the other side is gone."""
    found = bytearray()
    while len(found) < LENGTH or len(found) < LENGTH + int.from_bytes(found[:LENGTH], "big"):
        _wait(pipe, select.POLLIN, end)
        piece = os.read(pipe, _CHUNK)
        if not piece:
            raise EOFError
        found += piece
    return bytes(found[LENGTH:])


def _wait(pipe: int, event: int, end: float) -> None:
    left = end - time.monotonic()
    waiting = select.poll()
    waiting.register(pipe, event)
    if left <= 0 or not waiting.poll(left * 1_000):
        raise TimeoutError
