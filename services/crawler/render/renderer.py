"""Shows pages by one browser for the whole crawler; everything that a page asks for goes through the one guard."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self, cast

import msgspec

from services.crawler.documents.frames import receive, send
from services.crawler.fetch import Budget, Fetcher
from services.crawler.render.browser import missing
from services.crawler.render.messages import Given, Show, Shown, Wanted

#: Seconds that the browser gets to say of itself that a page took too long, before it is ended.
_GRACE = 5.0
#: Seconds for Chromium to start.
_STARTING = 30.0
#: All that the browser's process knows of our environment: no setting, and so no secret.
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
#: Longest path of TMPDIR in bytes: below it Chromium makes a socket, whose path may have 107.
_LONGEST_TMPDIR = 50
#: Pages after which a browser is replaced by a fresh one.
_PAGES = 50
_DECODER = msgspec.msgpack.Decoder(Wanted | Shown)


class RendererMissing(Exception):
    """Pages cannot be shown on this machine; the message says what is lacking."""


@dataclass(frozen=True)
class Rendered:
    """html: of the page after its scripts; None where it could not be shown, for a reason. url: where it ended."""

    html: str | None
    url: str
    reason: str = ""


class Renderer:
    """Safe to share between threads, which take turns.

    seconds: for one page with all its requests; requests: of one page at most. A page that takes more, or whose
    scripts never end, ends its browser; the next page gets a new one.
    """

    def __init__(self, fetcher: Fetcher, *, seconds: float = 45.0, requests: int = 40) -> None:
        """Raises RendererMissing where Chromium or its driver is not installed."""
        if (reason := missing()) is not None:
            raise RendererMissing(reason)
        self._fetcher = fetcher
        self._seconds = seconds
        self._requests = requests
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser."""
        with self._lock:
            self._end()

    def render(self, url: str, budget: Budget) -> Rendered:
        """The page as a browser shows it; whatever the page does, a reason and never an exception."""
        with self._lock:
            child = self._child = self._usable()
            visit = _Visit(self._fetcher, budget, self._requests)
            try:
                shown = child.show(Show(url, self._seconds), visit)
            except (EOFError, OSError, msgspec.DecodeError):
                self._end()
                return Rendered(None, url, f"not shown within {self._seconds:g} seconds, or the browser broke")
            return Rendered(shown.html, shown.url, shown.reason)

    def _usable(self) -> "_Child":
        if self._child is not None and (self._child.dead or self._child.pages >= _PAGES):
            self._end()
        return self._child or _Child(self._fetcher.user_agent)

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
        self._child = None


class _Visit:
    """What one page gets: so many requests, each by the rules of every fetch, out of the audit's budget."""

    def __init__(self, fetcher: Fetcher, budget: Budget, requests: int) -> None:
        self._fetcher = fetcher
        self._budget = budget
        self._left = requests

    def given(self, wanted: Wanted) -> Given:
        """What came of a request; nothing beyond the page's share, and nothing that the guard refuses."""
        self._left -= 1
        fetched = self._fetcher.fetch(wanted.url, budget=self._budget).fetched if self._left >= 0 else None
        if fetched is None or fetched.truncated:
            return Given(0, {}, b"")
        return Given(fetched.status, dict(fetched.headers), fetched.body)


class _Child:
    """The process with the browser, leading a group of its own so that the whole of it can be ended."""

    def __init__(self, user_agent: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours, and no shell
            [sys.executable, "-m", "services.crawler.render.child", user_agent],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=_environment(),
        )
        self.pages = 0

    @property
    def dead(self) -> bool:
        """The process has ended."""
        return self._process.poll() is not None

    def show(self, job: Show, visit: _Visit) -> Shown:
        """Raises EOFError or OSError when the browser died, by itself or because its time was over."""
        starting = 0.0 if self.pages else _STARTING
        self.pages += 1
        timer = threading.Timer(job.seconds + _GRACE + starting, self._kill)
        timer.start()
        try:
            send(self._input, msgspec.msgpack.encode(job))
            while isinstance(said := self._said(), Wanted):
                send(self._input, msgspec.msgpack.encode(visit.given(said)))
            return said
        finally:
            timer.cancel()

    def _said(self) -> Wanted | Shown:
        said: Wanted | Shown = _DECODER.decode(receive(self._output))
        return said

    def end(self) -> None:
        """End the browser and wait for it."""
        self._kill()
        self._process.wait()
        for stream in (self._input, self._output):
            try:
                stream.close()
            except BrokenPipeError:
                continue  # what was still to be sent to a dead child is lost with it

    def _kill(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it has ended by itself

    @property
    def _input(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdin)

    @property
    def _output(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)


def _environment() -> dict[str, str]:
    """What the browser's process is told; it makes its files where the system does, if TMPDIR is too far down."""
    told = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    if len(os.fsencode(told.get("TMPDIR", ""))) > _LONGEST_TMPDIR:
        del told["TMPDIR"]
    return told
