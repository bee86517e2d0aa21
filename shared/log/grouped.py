"""A log for processes with many clients at once: appends that would wait for each other share a commit."""

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

import psycopg
from sqlalchemy import Connection, Engine

from shared.events import Event, Meta
from shared.log.appending import ANY, AnyVersion, Appended, New, Request
from shared.log.errors import LogUnavailable
from shared.log.log import CONNECTIONS, Log

#: Appends that share one commit at most.
GROUP = 256
#: How long the client that leads waits for those who have just been served to come again, as a part of the time that
#: serving them took: long beside what they need to come, short beside the wait for the disk that it saves them.
PATIENCE = 0.5
#: What became of an append.
Told = Appended | Exception


class _Waiting:
    """An append and what became of it. turn: held until that is told, or until its client is to lead."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.told: Told | None = None
        self.turn = threading.Lock()
        self.turn.acquire()

    def tell(self, told: Told) -> None:
        self.told = told
        self.turn.release()

    def result(self) -> Appended:
        if isinstance(self.told, Appended):
            return self.told
        raise self.told or LogUnavailable("the append was interrupted")


class GroupedLog(Log):
    """A Log in every respect, in which clients that come together share one transaction, and so one wait for the disk.

    One client at a time leads: it appends what has gathered meanwhile, its own among it, tells the others what became
    of theirs, and hands over to the first of those who have come since. So a client that comes alone loses nothing,
    nobody waits for a timer, and there is no thread that could die. Every client gets its own result or error.
    """

    def __init__(self, database: str | Engine, *, connections: int = CONNECTIONS) -> None:
        super().__init__(database, connections=connections)
        self._came = threading.Condition()
        self._gathered: list[_Waiting] = []
        self._led = False
        self._expected = 1
        self._seconds = 0.0

    def append(
        self,
        stream: str,
        events: Sequence[Event | New],
        *,
        meta: Meta,
        expected: int | AnyVersion = ANY,
        idempotency_key: str | None = None,
        content: bytes | None = None,
        connection: Connection | None = None,
    ) -> Appended:
        """See Log.append."""
        if connection is not None:
            return super().append(
                stream, events, meta=meta, expected=expected, idempotency_key=idempotency_key, content=content,
                connection=connection,
            )  # fmt: skip
        waiting = _Waiting(Request.of(stream, events, meta, expected, idempotency_key, content))
        if not self._leads(waiting):
            waiting.turn.acquire()
        if waiting.told is None:
            self._lead()
        return waiting.result()

    def append_together(self, requests: Sequence[Request]) -> list[Told]:
        """What becomes of independent appends in one transaction.

        Where that fails as a whole, each is appended on its own: the fault is one client's, not all's. After a lost
        connection nobody knows whether they were appended: only those with a key are sent again.
        """
        if len(requests) == 1:
            return [_attempt(self.perform, requests[0])]
        try:
            outcomes = self.perform_group(requests)
        except LogUnavailable as error:
            return [error if request.key is None else _attempt(self.perform, request) for request in requests]
        except psycopg.Error:
            return [_attempt(self.perform, request) for request in requests]
        pairs = zip(requests, outcomes, strict=True)
        return [_attempt(partial(self.result, outcome=outcome), request) for request, outcome in pairs]

    @property
    def gathered(self) -> int:
        """How many clients wait for the one that leads to hand over."""
        return len(self._gathered)

    @property
    def led(self) -> bool:
        """Whether a client is appending."""
        return self._led

    def _leads(self, waiting: _Waiting) -> bool:
        """Adds it to those gathered; whether its client is to lead, because nobody does."""
        with self._came:
            self._gathered.append(waiting)
            if len(self._gathered) >= self._expected:
                self._came.notify()
            leads, self._led = not self._led, True
        return leads

    def _lead(self) -> None:
        """Appends one group, tells, and hands over; whatever happens, nobody is left waiting."""
        group = self._gather()
        told: Sequence[Told] = [LogUnavailable("the client that appended for others was interrupted")] * len(group)
        began = time.monotonic()
        try:
            told = self.append_together([waiting.request for waiting in group])
        except Exception as error:  # unforeseen: everybody concerned hears of it
            told = [error] * len(group)
        finally:
            with self._came:
                heirs = self._gathered[:1]
                self._led = bool(heirs)
                self._expected = len(group) + len(self._gathered)
                self._seconds = time.monotonic() - began
            for waiting, what in zip(group, told, strict=True):
                waiting.tell(what)
            for heir in heirs:
                heir.turn.release()

    def _gather(self) -> list[_Waiting]:
        """The group to append: who is here, and who will be in a moment, as they were a moment ago."""
        with self._came:
            if self._expected > 1:
                self._came.wait_for(lambda: len(self._gathered) >= self._expected, self._seconds * PATIENCE)
            group, self._gathered = self._gathered[:GROUP], self._gathered[GROUP:]
        return group


def _attempt(work: Callable[[Request], Appended], request: Request) -> Told:
    try:
        return work(request)
    except Exception as error:  # whatever it is, it is this client's to hear
        return error
