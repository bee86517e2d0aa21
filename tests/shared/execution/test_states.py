"""States kept in the process: only news is read, and nothing older comes back."""

import gc
import weakref
from typing import Any

import pytest

from shared.events import Meta
from shared.events.preparation import StaffCounted
from shared.events.streams import round_stream
from shared.execution import states as kept
from shared.execution.states import States, states_of
from shared.log import Log
from shared.rounds import RoundState, UnitState, fold_round, fold_unit

STREAM = round_stream("TH-49", 2567)
META = Meta(actor="officer")


class Reader(Log):
    """A log that remembers from which version each read started."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.starts: list[int] = []

    def read(self, stream: str, after_version: int = 0) -> Any:
        self.starts.append(after_version)
        return super().read(stream, after_version)


@pytest.fixture
def reader(database: Any) -> Any:
    with Reader(database.url) as log:
        yield log


def count(log: Log, eligible: int, stream: str = STREAM) -> None:
    log.append(stream, [StaffCounted(eligible=eligible)], meta=META)


def test_only_news_is_read(reader: Reader) -> None:
    states = States()
    for eligible in (46, 47, 48):
        count(reader, eligible)
        assert states.latest(reader, STREAM, fold_round, RoundState()).staff_count == eligible
    assert states.latest(reader, STREAM, fold_round, RoundState()).version == 3
    assert reader.starts == [0, 1, 2, 3]


def test_an_older_state_does_not_replace_a_newer_one(reader: Reader) -> None:
    states = States()
    count(reader, 46)

    def slow(recorded: Any, state: RoundState) -> RoundState:
        count(reader, 47)
        states.latest(reader, STREAM, fold_round, RoundState())
        return fold_round(recorded, state)

    assert states.latest(reader, STREAM, slow, RoundState()).version == 1
    assert states.latest(reader, STREAM, fold_round, RoundState()).version == 2
    assert reader.starts[-1] == 2


def test_the_least_recently_used_state_goes_first(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "KEPT", 2)
    states = States()
    for unit in ("TH-1", "TH-2", "TH-1", "TH-3", "TH-1", "TH-2"):
        stream = round_stream(unit, 2567)
        if not reader.read(stream):
            count(reader, 1, stream)
        reader.starts.clear()
        states.latest(reader, stream, fold_round, RoundState())
        last_start = reader.starts
    assert last_start == [0]
    states.latest(reader, round_stream("TH-1", 2567), fold_round, RoundState())
    assert reader.starts == [0, 1]


def test_states_of_another_kind_are_not_mistaken(reader: Reader) -> None:
    states = States()
    count(reader, 46)
    states.latest(reader, STREAM, fold_round, RoundState())
    assert isinstance(states.latest(reader, STREAM, fold_unit, UnitState()), UnitState)


def test_states_live_as_long_as_their_log(database: Any) -> None:
    log = Log(database.url)
    states = weakref.ref(states_of(log))
    assert states_of(log) is states()
    log.close()
    del log
    gc.collect()
    assert states() is None
