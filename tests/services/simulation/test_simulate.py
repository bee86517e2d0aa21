"""Simulated rounds: marked in every event, the same every time, made once, and judged by the rules of real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.simulation import simulate_rounds
from services.simulation.script import ACTOR
from shared.events import Meta, Recorded
from shared.events.audits import AuditCompleted, FindingChanged
from shared.events.surveys import ResponseRecorded
from shared.evidence import FolderBlobs
from shared.execution import execute
from shared.log import Log, verify
from shared.rounds import OpenRound, RegisterUnit

YEAR, RUBRIC = 2567, "2567-provincial-immigration"
UNITS = ("TH-49", "TH-50", "TH-84-samui")


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


@pytest.fixture
def offices(log: Log) -> int:
    """Three units; the position of the last event that is not simulated."""
    for unit in UNITS:
        execute(log, RegisterUnit(unit=unit, name_th=f"ตม. {unit}", name_en=unit), meta=Meta(actor="test"))
    return log.head()


def events(log: Log, after: int = 0) -> Iterator[Recorded]:
    while batch := log.follow(after):
        yield from batch
        after = batch[-1].position


def test_every_simulated_event_says_so_and_nothing_else_does(log: Log, blobs: FolderBlobs, offices: int) -> None:
    done = simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out={"TH-49"})
    assert (done.units, done.events) == (2, log.head() - offices)
    for recorded in events(log):
        assert recorded.meta.simulated == (recorded.position > offices), recorded.type
        assert (recorded.meta.actor == ACTOR) == recorded.meta.simulated


def test_a_second_time_adds_nothing(log: Log, blobs: FolderBlobs, offices: int) -> None:
    first = simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out=set())
    head = log.head()
    again = simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out=set())
    assert (again.units, again.events) == (first.units, 0)
    assert log.head() == head


def test_a_unit_with_a_real_round_stays_real(log: Log, blobs: FolderBlobs, offices: int) -> None:
    execute(log, OpenRound(unit="TH-50", fiscal_year=YEAR, rubric=RUBRIC), meta=Meta(actor="test"))
    done = simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out=set())
    assert done.units == 2
    assert not [each for each in log.events(unit="TH-50", limit=1000) if each.meta.simulated]


def test_the_same_unit_has_the_same_story_everywhere(log: Log, blobs: FolderBlobs, offices: int, server) -> None:
    simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out={"TH-49", "TH-50"})
    with server.fresh() as other, Log(other.url) as elsewhere:
        command = RegisterUnit(unit="TH-84-samui", name_th="ตม. TH-84-samui", name_en="TH-84-samui")
        execute(elsewhere, command, meta=Meta(actor="test"))
        simulate_rounds(elsewhere, blobs, fiscal_year=YEAR, leave_out=set())
        stories = [[each.event for each in events(one) if each.meta.simulated] for one in (log, elsewhere)]
    assert stories[0] == stories[1]


def test_a_round_has_answers_and_an_audit_of_every_item(log: Log, blobs: FolderBlobs, offices: int) -> None:
    simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out={"TH-49", "TH-50"})
    happened = [each.event for each in events(log)]
    assert {each.instrument for each in happened if isinstance(each, ResponseRecorded)} == {"IIT", "EIT1", "EIT2"}
    assert {each.item for each in happened if isinstance(each, FindingChanged)} == {f"O{n}" for n in range(1, 25)}
    completed = next(each for each in happened if isinstance(each, AuditCompleted))
    assert b'"simulated": true' in blobs.get(completed.report)
    assert completed.site.endswith(".simulated.invalid/"), "no address that could be somebody's"


def test_the_log_verifies_and_progress_is_told(log: Log, blobs: FolderBlobs, offices: int) -> None:
    told: list[tuple[int, int]] = []
    simulate_rounds(
        log, blobs, fiscal_year=YEAR, leave_out={"TH-49"}, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 2), (2, 2)]
    assert list(verify(log)) == []


def test_an_interrupted_unit_is_simulated_whole_or_not_at_all(
    log: Log, blobs: FolderBlobs, offices: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Log.append_batch

    def interrupted(self: Log, batch, **more):
        if log.head() > offices:
            raise KeyboardInterrupt
        return append(self, batch, **more)

    monkeypatch.setattr(Log, "append_batch", interrupted)
    with pytest.raises(KeyboardInterrupt):
        simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out=set())
    monkeypatch.undo()
    simulate_rounds(log, blobs, fiscal_year=YEAR, leave_out=set())
    openings = [each.stream for each in events(log) if each.type == "RoundOpened"]
    assert openings == [f"round/{unit}/{YEAR}" for unit in UNITS]
