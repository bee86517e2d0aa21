"""What must keep running, under one roof: started in order, started again when it ends, stopped together."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

import click

#: Seconds between looks at what runs.
LOOK_SECONDS = 0.1
#: Seconds that everything together gets to finish what it is doing.
STOP_SECONDS = 20.0
#: Pause before what ended is started again, in seconds; it doubles with every end …
FIRST_PAUSE = 0.5
#: … up to this many seconds …
LONGEST_PAUSE = 30.0
#: … and is forgotten once it ran for this many.
HEALTHY_SECONDS = 60.0


class CannotStart(Exception):
    """It could not be started now; it is tried again."""


class Kept(Protocol):
    """Something that is kept running. ``once``: it is done when it ended well."""

    name: str
    once: bool

    def start(self) -> None:
        """Make it run. Raises CannotStart."""

    def ended(self) -> str | None:
        """How it ended, for people; None while it runs."""

    def succeeded(self) -> bool:
        """Whether it ended well."""

    def ask_to_stop(self) -> None:
        """Ask it to finish what it is doing; nothing if it has ended."""

    def await_end(self, seconds: float) -> bool:
        """Wait for its end; False if it killed it because it did not end in that time."""


@dataclass
class _Place:
    """One kept thing under the roof. again_at: when it is started again; None while it runs or is done."""

    kept: Kept
    started_at: float
    ends: int = 0
    again_at: float | None = None
    done: bool = False


@dataclass
class Supervisor:
    """Keeps things running until told to stop. clock: seconds, never going back."""

    stopping: Event = field(default_factory=Event)
    clock: Callable[[], float] = time.monotonic
    _places: list[_Place] = field(default_factory=list)

    def catch_signals(self) -> None:
        """Ctrl-C, ``kill`` and a closed terminal all mean: stop cleanly."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def keep(self, kept: Kept, *, running: bool = False) -> None:
        """Look after it from now on. running: it runs already."""
        if not running:
            kept.start()
        self._places.append(_Place(kept, self.clock()))

    def done(self, kept: Kept) -> bool:
        """Whether something that runs once has ended well."""
        return any(place.done for place in self._places if place.kept is kept)

    def watch(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Look again and again, until told to stop (False) or until something holds (True)."""
        while not self.stopping.is_set():
            self.look()
            if until():
                return True
            self.stopping.wait(LOOK_SECONDS)
        return False

    def look(self) -> None:
        """Start again what has ended and has paused long enough."""
        for place in self._places:
            if not place.done:
                self._look_at(place)

    def stop(self) -> None:
        """Ask everything to finish, last started first; what does not is killed."""
        running = [place.kept for place in reversed(self._places) if place.kept.ended() is None]
        for kept in running:
            kept.ask_to_stop()
        deadline = self.clock() + STOP_SECONDS
        for kept in running:
            if not kept.await_end(max(0.1, deadline - self.clock())):
                click.echo(f"{kept.name} did not stop in {STOP_SECONDS:.0f} s and was killed", err=True)

    def _look_at(self, place: _Place) -> None:
        if place.again_at is not None:
            if self.clock() >= place.again_at:
                self._start_again(place)
        elif (how := place.kept.ended()) is not None:
            place.done = place.kept.once and place.kept.succeeded()
            if not place.done:
                self._pause(place, how)

    def _pause(self, place: _Place, how: str) -> None:
        now = self.clock()
        place.ends = 0 if now - place.started_at >= HEALTHY_SECONDS else place.ends
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**place.ends)
        place.ends, place.again_at = place.ends + 1, now + pause
        click.echo(f"{place.kept.name} ended ({how}); it starts again in {pause:g} s", err=True)

    def _start_again(self, place: _Place) -> None:
        place.again_at, place.started_at = None, self.clock()
        try:
            place.kept.start()
        except CannotStart as error:
            self._pause(place, str(error))
