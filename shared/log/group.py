"""Group commit: many waiting clients share one transaction, so that the disk is waited for once."""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple, Self

import psycopg

from shared.events import Event, Meta
from shared.log.appending import ANY, AnyVersion, Appended, New, Request
from shared.log.errors import LogUnavailable
from shared.log.log import Log

#: Appends that share one commit at most.
GROUP = 256
#: Appends that may wait; whoever comes then waits for room.
WAITING = 10_000


class _Waiting(NamedTuple):
    request: Request
    future: "Future[Appended]"


class GroupAppender:
    """Appends on behalf of many threads through one writer thread, in the order of arrival. Close it when done.

    Each client gets its own result or error, as from Log.append; one client's conflict is no other's.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(WAITING)
        self._writer = threading.Thread(target=self._write, name="group-appender", daemon=True)
        self._writer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Appends what still waits, then ends. Closing twice is harmless."""
        if self._writer.is_alive():
            self._queue.put(None)
            self._writer.join()

    def submit(
        self,
        stream: str,
        events: Sequence[Event | New],
        *,
        meta: Meta,
        expected: int | AnyVersion = ANY,
        idempotency_key: str | None = None,
        content: bytes | None = None,
    ) -> "Future[Appended]":
        """Like Log.append, but does not wait: the future holds the result or the error."""
        return self.send(Request.of(stream, events, meta, expected, idempotency_key, content))

    def send(self, request: Request) -> "Future[Appended]":
        """Queues one append that is ready to be sent; waits only where WAITING others wait."""
        future: Future[Appended] = Future()
        self._queue.put(_Waiting(request, future))
        return future

    def append(
        self,
        stream: str,
        events: Sequence[Event | New],
        *,
        meta: Meta,
        expected: int | AnyVersion = ANY,
        idempotency_key: str | None = None,
        content: bytes | None = None,
    ) -> Appended:
        """Like Log.append; returns when the event is durable."""
        return self.submit(
            stream, events, meta=meta, expected=expected, idempotency_key=idempotency_key, content=content
        ).result()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            group, ended = self._gather(first)
            self._append(group)
            if ended:
                return

    def _gather(self, first: _Waiting) -> tuple[list[_Waiting], bool]:
        group = [first]
        while len(group) < GROUP:
            try:
                waiting = self._queue.get_nowait()
            except queue.Empty:
                break
            if waiting is None:
                return group, True
            group.append(waiting)
        return group, False

    def _append(self, group: list[_Waiting]) -> None:
        """One transaction for all. Where it fails as a whole, each on its own: the fault is one client's, not all's."""
        try:
            outcomes = self._log.perform_group([waiting.request for waiting in group])
        except LogUnavailable as error:
            for waiting in group:
                self._after_lost_connection(waiting, error)
        except psycopg.Error:
            for waiting in group:
                _settle(waiting, self._log.perform)
        except Exception as error:  # whatever it is, it is the clients' to hear, and the writer must live on
            for waiting in group:
                waiting.future.set_exception(error)
        else:
            for waiting, outcome in zip(group, outcomes, strict=True):
                _settle(waiting, partial(self._log.result, outcome=outcome))

    def _after_lost_connection(self, waiting: _Waiting, error: LogUnavailable) -> None:
        """Nobody knows whether the group was appended: only what has a key may be sent again."""
        if waiting.request.key is None:
            waiting.future.set_exception(error)
        else:
            _settle(waiting, self._log.perform)


def _settle(waiting: _Waiting, work: Callable[[Request], Appended]) -> None:
    try:
        waiting.future.set_result(work(waiting.request))
    except Exception as error:
        waiting.future.set_exception(error)
