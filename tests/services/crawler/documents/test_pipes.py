"""Frames through pipes, to and from a side that is slow, silent or gone."""

import os
import threading
import time
from collections.abc import Iterator

import pytest

from services.crawler.documents.pipes import receive_until, send_until


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """The end to read and the end to write of a pipe that does not block."""
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    yield ends
    for end in ends:
        os.close(end)


@pytest.mark.parametrize("size", [0, 1, 65_531, 65_532, 65_533, 3_000_000])
def test_a_frame_arrives_as_it_was_sent_however_much_a_pipe_holds(pipe: tuple[int, int], size: int) -> None:
    frame, end = os.urandom(size), time.monotonic() + 60
    sender = threading.Thread(target=send_until, args=(pipe[1], frame, end))
    sender.start()
    assert receive_until(pipe[0], end) == frame
    sender.join()


def test_a_frame_in_pieces_is_put_together(pipe: tuple[int, int]) -> None:
    received: list[bytes] = []
    receiver = threading.Thread(target=lambda: received.append(receive_until(pipe[0], time.monotonic() + 60)))
    receiver.start()
    for piece in (b"\x00", b"\x00\x00\x05", b"he", b"llo"):
        os.write(pipe[1], piece)
    receiver.join()
    assert received == [b"hello"]


def test_nobody_waits_longer_than_until_the_end(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], b"\x00\x00\x00\x05he")
    with pytest.raises(TimeoutError):
        receive_until(pipe[0], time.monotonic() + 0.01)
    with pytest.raises(TimeoutError):
        send_until(pipe[1], bytes(1_000_000), time.monotonic() + 0.01)


def test_a_side_that_is_gone_is_told() -> None:
    read, write = os.pipe()
    os.write(write, b"\x00\x00")
    os.close(write)
    with pytest.raises(EOFError):
        receive_until(read, time.monotonic() + 60)
    os.close(read)
    read, write = os.pipe()
    os.close(read)
    with pytest.raises(OSError, match="pipe"):
        send_until(write, b"lost", time.monotonic() + 60)
    os.close(write)
