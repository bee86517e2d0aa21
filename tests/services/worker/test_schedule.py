"""Jobs run when they are due, once, however many schedulers there are, and late rather than not at all."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from services.worker.schedule import Job, Scheduler, daily, every
from shared.settings import BANGKOK

NIGHT = datetime(2026, 3, 2, 0, 30, tzinfo=BANGKOK)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)


@pytest.fixture
def ran() -> list[datetime]:
    return []


@pytest.fixture
def clock() -> Clock:
    return Clock(NIGHT - timedelta(hours=1))


@pytest.fixture
def scheduler(engine, ran, clock) -> Scheduler:
    made = Scheduler(engine, [Job("nightly", daily(0, 30), ran.append)], clock)
    made.tick()
    return made


def test_a_first_start_does_not_run_what_was_due_before_it(scheduler, ran):
    assert ran == []


def test_a_job_runs_once_when_it_is_due(scheduler, ran, clock):
    clock.now = NIGHT - timedelta(seconds=1)
    assert scheduler.tick() == ()
    clock.now = NIGHT
    assert scheduler.tick() == ("nightly",)
    clock.now = NIGHT + timedelta(hours=23)
    assert scheduler.tick() == ()
    assert ran == [NIGHT]


def test_a_late_start_runs_a_missed_job_once(scheduler, ran, clock):
    clock.now = NIGHT + timedelta(days=3, hours=5)
    scheduler.tick()
    scheduler.tick()
    assert ran == [NIGHT + timedelta(days=3)]


def test_a_clock_set_back_repeats_nothing(scheduler, ran, clock):
    clock.now = NIGHT + timedelta(days=1)
    scheduler.tick()
    clock.now = NIGHT + timedelta(hours=2)
    scheduler.tick()
    assert ran == [NIGHT + timedelta(days=1)]


def test_many_schedulers_run_a_job_once(engine, scheduler, ran, clock):
    clock.now = NIGHT
    others = [Scheduler(engine, [Job("nightly", daily(0, 30), ran.append)], clock) for _ in range(4)]
    threads = [threading.Thread(target=other.tick) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ran == [NIGHT]


def test_a_job_that_fails_is_due_again_and_holds_up_no_other(engine, clock, ran):
    faults = [RuntimeError("no network")]

    def unreliable(due: datetime) -> None:
        if faults:
            raise faults.pop()
        ran.append(due)

    both = Scheduler(engine, [Job("a", daily(0, 30), unreliable), Job("b", daily(0, 30), ran.append)], clock)
    both.tick()
    clock.now = NIGHT
    assert both.tick() == ("b",)
    assert both.tick() == ("a",)
    assert ran == [NIGHT, NIGHT]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 3, 1, 17, 29, 59, tzinfo=UTC), datetime(2026, 2, 28, 17, 30, tzinfo=UTC)),
        (datetime(2026, 3, 1, 17, 30, tzinfo=UTC), datetime(2026, 3, 1, 17, 30, tzinfo=UTC)),
    ],
)
def test_daily_goes_by_the_clock_of_bangkok(now, due):
    assert daily(0, 30)(now) == due


def test_every_gives_the_same_instants_to_all():
    due = every(timedelta(minutes=1))
    assert due(datetime(2026, 3, 1, 17, 30, 59, tzinfo=UTC)) == datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
