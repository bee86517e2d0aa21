"""What a projection is: a name, a version, its tables, and how a batch of events changes them."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import ClassVar, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, Table

from services.worker.projections.rows import Key, Row, read_states, replace, upsert
from shared.events import EVENT_TYPES, Event, Recorded
from shared.events.streams import fiscal_year_of, unit_of

S = TypeVar("S", bound=msgspec.Struct)


class Run(ABC):
    """Events on their way into a view: taken in memory, then written all at once."""

    @abstractmethod
    def take(self, connection: Connection, batch: Sequence[Recorded]) -> None:
        """Fold a batch in memory, in the order of the log; reads what is kept, writes nothing."""

    @abstractmethod
    def flush(self, connection: Connection) -> None:
        """Write what was taken. The caller's transaction also holds the position."""

    @property
    @abstractmethod
    def pending(self) -> int:
        """How many rows (about) wait to be written: a rebuild flushes before they fill the memory."""


class Projection(ABC):
    """A view derived from the log.

    version grows with every change of what the rows hold; workers then build the view anew beside the old one.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    #: Whether it is brought up before other views and seen without waiting for them.
    first: ClassVar[bool] = False

    @property
    @abstractmethod
    def tables(self) -> tuple[Table, ...]:
        """All tables that only this projection writes."""

    @property
    def skips(self) -> frozenset[str]:
        """Known event types (by name) that change nothing in the view: a rebuild does not read them.

        Types that this release does not know are never skipped: they might matter.
        """
        return frozenset()

    @abstractmethod
    def start(self, *, empty: bool = False) -> Run:
        """A fresh run. empty: nothing is kept yet, so nothing need be read."""


class Folding(Projection, Generic[S]):
    """A view with one folded state per unit and fiscal year, and rows computed from that state alone.

    state_type: constructed without arguments, it is the state before any event.
    """

    table: ClassVar[Table]
    state_table: ClassVar[Table]
    state_type: type[S]
    #: Event types that change the state; all others pass unseen.
    handles: ClassVar[frozenset[type[Event]]]

    @property
    def skips(self) -> frozenset[str]:
        """See Projection."""
        return frozenset(EVENT_TYPES) - {handled.__name__ for handled in self.handles}

    def relevant(self, recorded: Recorded) -> bool:
        """Whether the event changes any state."""
        return type(recorded.event) in self.handles

    def key(self, recorded: Recorded) -> Key | None:
        """Whose state the event changes; None for nobody's."""
        return stream_key(recorded.stream)

    @abstractmethod
    def apply(self, state: S, recorded: Recorded) -> None:
        """Change the state by one event. No input or output, no clock."""

    def fold(self, state: S, events: Iterable[Recorded]) -> None:
        """Change the state by each of these events, in order."""
        for recorded in events:
            self.apply(state, recorded)

    @abstractmethod
    def rows(self, key: Key, state: S) -> Iterable[Row]:
        """The rows that the state amounts to."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """See Projection."""
        return (self.table, self.state_table)

    def write(self, connection: Connection, states: Mapping[Key, S]) -> None:
        """Make the rows those that these states amount to."""
        rows = [row for key, state in states.items() for row in self.rows(key, state)]
        replace(connection, self.table, states.keys(), rows)

    def decode(self, state: bytes) -> S:
        """A kept state."""
        return msgspec.json.decode(state, type=self.state_type)

    def kept(self, state: S) -> S:
        """What of the state the next batch needs."""
        return state

    def start(self, *, empty: bool = False) -> "FoldingRun[S]":
        """See Projection."""
        return FoldingRun(self, empty=empty)


class FoldingRun(Run, Generic[S]):
    """A run of a Folding: each touched state is read, computed and written once, however many events touch it."""

    def __init__(self, projection: Folding[S], *, empty: bool) -> None:
        self._projection = projection
        self._empty = empty
        self._states: dict[Key, S] = {}
        self._kept: dict[Key, bytes] = {}

    def take(self, connection: Connection, batch: Sequence[Recorded]) -> None:
        """See Run."""
        events = self._by_key(batch)
        self._load(connection, events.keys() - self._states.keys())
        for key, mine in events.items():
            self._projection.fold(self._states[key], mine)

    def flush(self, connection: Connection) -> None:
        """See Run."""
        if not self._states:
            return
        self._write(connection, self._states)
        self._keep(connection)
        self._states, self._kept = {}, {}
        self._empty = False

    @property
    def pending(self) -> int:
        """See Run."""
        return len(self._states)

    def _write(self, connection: Connection, states: Mapping[Key, S]) -> None:
        self._projection.write(connection, states)

    def _keep(self, connection: Connection) -> None:
        """Write the states that are not as they were: an event need not change the state that it touches."""
        states = {key: msgspec.json.encode(self._projection.kept(state)) for key, state in self._states.items()}
        changed = {key: msgspec.Raw(state) for key, state in states.items() if state != self._kept.get(key)}
        rows = [{"unit": unit, "fiscal_year": year, "state": state} for (unit, year), state in changed.items()]
        upsert(connection, self._projection.state_table, rows)

    def _by_key(self, batch: Sequence[Recorded]) -> dict[Key, list[Recorded]]:
        """The events that matter, in order within each state."""
        relevant, key_of = self._projection.relevant, self._projection.key
        events: dict[Key, list[Recorded]] = {}
        for recorded in batch:
            if relevant(recorded) and (key := key_of(recorded)) is not None:
                events.setdefault(key, []).append(recorded)
        return events

    def _load(self, connection: Connection, keys: set[Key]) -> None:
        kept = read_states(connection, self._projection.state_table, keys) if keys and not self._empty else {}
        for key in keys:
            self._states[key] = self._projection.decode(kept[key]) if key in kept else self._projection.state_type()
        self._kept |= kept


@lru_cache(maxsize=65_536)
def stream_key(stream: str) -> Key | None:
    """The unit and fiscal year (0 where there is none) of a stream; None for streams above the units."""
    unit = unit_of(stream)
    return None if unit is None else (unit, fiscal_year_of(stream) or 0)
