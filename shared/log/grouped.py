"""A log for processes with many clients at once: appends that would wait for each other share a commit."""

import threading
from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import Connection, Engine

from shared.events import Event, Meta
from shared.log.appending import ANY, AnyVersion, Appended, New, Request
from shared.log.group import GroupAppender
from shared.log.log import CONNECTIONS, Log


class GroupedLog(Log):
    """A Log in every respect. An append that comes alone is sent at once; those that come meanwhile form a group.

    So one client loses nothing, and many wait for the disk once, not once each. Every client gets its own result or
    error. Close it when done.
    """

    def __init__(self, database: str | Engine, *, connections: int = CONNECTIONS) -> None:
        super().__init__(database, connections=connections)
        self._alone = threading.Lock()
        self._starting = threading.Lock()

    def close(self) -> None:
        """Appends what still waits, then closes the connections."""
        if "_group" in self.__dict__:
            self._group.close()
        super().close()

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
        request = Request.of(stream, events, meta, expected, idempotency_key, content)
        if self._alone.acquire(blocking=False):
            try:
                return self.perform(request)
            finally:
                self._alone.release()
        with self._starting:
            group = self._group
        return group.send(request).result()

    @cached_property
    def _group(self) -> GroupAppender:
        return GroupAppender(self)
