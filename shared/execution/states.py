"""Folded states by stream, kept in the process, so that only events not yet seen are read."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Protocol, TypeVar
from weakref import WeakKeyDictionary

from shared.events import Recorded
from shared.log import Log

#: How many streams' states a process keeps; the least recently used goes first. A state is a few tens of kilobytes.
KEPT = 4096


class State(Protocol):
    """What all states have: the version of the stream that they were folded up to."""

    @property
    def version(self) -> int:
        """The version of the last event folded in; 0 for none."""


S = TypeVar("S", bound=State)


class States:
    """The states of one log's streams. Thread-safe: states are immutable, and an older one never replaces a newer."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, State] = OrderedDict()
        self._lock = Lock()

    def latest(self, log: Log, stream: str, fold: Callable[[list[Recorded], S], S], empty: S) -> S:
        """The state of the stream as the log has it now."""
        known: S = self._recall(stream, empty)
        news = log.read(stream, after_version=known.version)
        if not news:
            return known
        state = fold(news, known)
        self._keep(stream, state)
        return state

    def _recall(self, stream: str, empty: S) -> S:
        with self._lock:
            kept = self._kept.get(stream)
            if not isinstance(kept, type(empty)):
                return empty
            self._kept.move_to_end(stream)
            return kept

    def _keep(self, stream: str, state: State) -> None:
        with self._lock:
            kept = self._kept.get(stream)
            if kept is None or kept.version < state.version:
                self._kept[stream] = state
                self._kept.move_to_end(stream)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


_BY_LOG: WeakKeyDictionary[Log, States] = WeakKeyDictionary()
_BY_LOG_LOCK = Lock()


def states_of(log: Log) -> States:
    """The states kept for this log; gone with the log."""
    with _BY_LOG_LOCK:
        return _BY_LOG.setdefault(log, States())
