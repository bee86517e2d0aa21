"""Keeping things running: when they are started again, in which order they stop. The clock is the test's own."""

from dataclasses import dataclass, field

import pytest

from services.cli.supervisor import CannotStart, Supervisor


@dataclass
class Clock:
    """Seconds that pass when the test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Thing:
    """Something that ends when the test says so, and notes what is asked of it."""

    name: str = "thing"
    once: bool = False
    notes: list[str] = field(default_factory=list)
    how: str | None = None
    well: bool = False
    startable: bool = True
    stubborn: bool = False

    def start(self) -> None:
        if not self.startable:
            raise CannotStart("no room")
        self.notes.append(f"start {self.name}")
        self.how = None

    def ended(self) -> str | None:
        return self.how

    def succeeded(self) -> bool:
        return self.well

    def ask_to_stop(self) -> None:
        self.notes.append(f"ask {self.name}")

    def await_end(self, seconds: float) -> bool:
        self.notes.append(f"await {self.name}")
        return not self.stubborn

    def end(self, how: str = "exit code 1", *, well: bool = False) -> None:
        self.how, self.well = how, well


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def supervisor(clock: Clock) -> Supervisor:
    return Supervisor(clock=clock)


def starts(thing: Thing) -> int:
    return thing.notes.count(f"start {thing.name}")


def test_what_runs_is_left_alone(supervisor: Supervisor) -> None:
    thing = Thing()
    supervisor.keep(thing)
    supervisor.look()
    assert starts(thing) == 1


def test_what_runs_already_is_not_started(supervisor: Supervisor) -> None:
    thing = Thing()
    supervisor.keep(thing, running=True)
    assert starts(thing) == 0
    thing.end()
    supervisor.look()
    assert starts(thing) == 0


def test_pauses_grow_up_to_a_bound(supervisor: Supervisor, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    thing = Thing()
    supervisor.keep(thing)
    pauses = []
    for _ in range(9):
        thing.end()
        supervisor.look()
        ended_at, before = clock.now, starts(thing)
        while starts(thing) == before:
            clock.now += 0.5
            supervisor.look()
        pauses.append(clock.now - ended_at)
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert "thing ended (exit code 1); it starts again in 0.5 s" in capsys.readouterr().err


def test_a_long_healthy_run_forgets_earlier_ends(supervisor: Supervisor, clock: Clock) -> None:
    thing = Thing()
    supervisor.keep(thing)
    for pause in (0.5, 1.0, 2.0):
        thing.end()
        supervisor.look()
        clock.now += pause
        supervisor.look()
    clock.now += 60
    thing.end()
    supervisor.look()
    clock.now += 0.5
    supervisor.look()
    assert starts(thing) == 5


def test_what_cannot_be_started_again_is_tried_again(
    supervisor: Supervisor, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    thing = Thing()
    supervisor.keep(thing)
    thing.end()
    thing.startable = False
    supervisor.look()
    clock.now += 0.5
    supervisor.look()
    thing.startable = True
    clock.now += 0.9
    supervisor.look()
    assert starts(thing) == 1
    clock.now += 0.1
    supervisor.look()
    assert starts(thing) == 2
    assert "no room" in capsys.readouterr().err


def test_one_that_keeps_ending_does_not_hold_up_another(supervisor: Supervisor, clock: Clock) -> None:
    bad, good = Thing("bad"), Thing("good")
    supervisor.keep(bad)
    supervisor.keep(good)
    bad.end()
    supervisor.look()
    good.end()
    supervisor.look()
    clock.now += 0.5
    supervisor.look()
    assert (starts(bad), starts(good)) == (2, 2)


def test_what_runs_once_is_done_when_it_ends_well(supervisor: Supervisor, clock: Clock) -> None:
    job = Thing(once=True)
    supervisor.keep(job)
    job.end("exit code 1")
    supervisor.look()
    assert not supervisor.done(job)
    clock.now += 0.5
    supervisor.look()
    assert starts(job) == 2
    job.end("exit code 0", well=True)
    supervisor.look()
    clock.now += 100
    supervisor.look()
    assert supervisor.done(job)
    assert starts(job) == 2


def test_what_must_keep_running_is_started_again_even_if_it_ended_well(supervisor: Supervisor, clock: Clock) -> None:
    thing = Thing()
    supervisor.keep(thing)
    thing.end("exit code 0", well=True)
    supervisor.look()
    clock.now += 0.5
    supervisor.look()
    assert starts(thing) == 2


def test_all_are_asked_last_first_before_any_is_awaited(supervisor: Supervisor) -> None:
    notes: list[str] = []
    for name in ("first", "second", "third"):
        supervisor.keep(Thing(name, notes=notes))
    notes.clear()
    supervisor.stop()
    assert notes == ["ask third", "ask second", "ask first", "await third", "await second", "await first"]


def test_stop_leaves_alone_what_has_ended_and_names_what_was_killed(
    supervisor: Supervisor, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, stubborn = Thing("gone"), Thing("stubborn", stubborn=True)
    for each in (gone, stubborn):
        supervisor.keep(each)
    gone.end()
    supervisor.stop()
    assert "ask gone" not in gone.notes
    assert "stubborn did not stop in 20 s and was killed" in capsys.readouterr().err


def test_watch_ends_when_something_holds_or_when_told_to_stop(supervisor: Supervisor) -> None:
    assert supervisor.watch(lambda: True)
    supervisor.stopping.set()
    assert not supervisor.watch(lambda: True)
