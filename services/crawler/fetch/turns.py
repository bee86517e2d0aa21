"""Politeness: one request at a time to one server, with a pause after each."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Rest:
    """How long a server rests after a turn, seconds; whoever has the turn may prolong it, as the server asks."""

    seconds: float


class Turns(Protocol):
    """Hands out turns at servers. Another implementation may share them between processes."""

    def turn(self, server: str, pause: float) -> AbstractContextManager[Rest]:
        """Wait until the server (a network address) is free; when left, it rests, ``pause`` seconds or longer."""


@dataclass
class _Server:
    free_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class LocalTurns:
    """Turns among the threads of this process."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._servers: dict[str, _Server] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, server: str, pause: float) -> Iterator[Rest]:
        """See Turns."""
        with self._lock:
            state = self._servers.setdefault(server, _Server())
        with state.lock:
            if (wait := state.free_at - self._clock()) > 0:
                self._sleep(wait)
            rest = Rest(pause)
            try:
                yield rest
            finally:
                state.free_at = self._clock() + rest.seconds
