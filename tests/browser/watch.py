"""Ends a browser that hangs: most of Playwright's calls wait for one that does not answer for ever.

The run is ended with a status of its own, by which `scripts/e2e` knows that no test failed by what it asserts.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

from tests.processes import marked

#: Exit status of a run that was ended because its browser hung.
HUNG = 75
#: Seconds for one test with its fixtures. Under the heaviest load seen, none took a third of it.
SECONDS = float(os.environ.get("SUCHARIT_BROWSER_SECONDS", "180"))
_MARK = "SUCHARIT_BROWSER_OF"


@contextmanager
def marking() -> Iterator[None]:
    """What is started meanwhile, and what that starts, can be ended by a watch."""
    os.environ[_MARK] = str(os.getpid())
    try:
        yield
    finally:
        del os.environ[_MARK]


class Watch:
    """Ends the browser and its driver if what it surrounds takes too long; calls that wait for them fail then."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.bit = False
        self._timer = threading.Timer(seconds, self._bite)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _bite(self) -> None:
        self.bit = True
        for pid in marked(_MARK, str(os.getpid())) - {os.getpid()}:
            with suppress(ProcessLookupError):  # it ended with those before it
                os.kill(pid, signal.SIGKILL)
