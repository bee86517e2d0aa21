"""What a fetcher remembers for a while: addresses, robots rules, servers that are down."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")

#: Entries kept at most; the oldest go first.
_SIZE = 4096


class Memory(Generic[Value]):
    """Values by key, each forgotten after its seconds; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: OrderedDict[str, tuple[float, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Value | None:
        """The value, or None if it is not known or too old."""
        entry = self._entries.get(key)  # one step, which no other thread divides
        if entry is None:  # as most are: servers that are down, faults of TLS
            return None
        expires, value = entry
        return value if expires > self._clock() else None

    def put(self, key: str, value: Value, seconds: float) -> None:
        """Remember a value."""
        with self._lock:
            self._entries[key] = (self._clock() + seconds, value)
            self._entries.move_to_end(key)
            if len(self._entries) > _SIZE:
                self._entries.popitem(last=False)
