"""The one function that executes a command: load, decide, append."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection

from shared.events import Meta
from shared.execution.facts import current_version, facts_for
from shared.log import ANY, Appended, Log, VersionConflict
from shared.rounds import Command, RuleBroken, decide

#: How often a command is decided at most, if others keep writing to its stream in between.
ATTEMPTS = 5


def execute(
    log: Log,
    command: Command,
    *,
    meta: Meta,
    now: datetime | None = None,
    expected: int | None = None,
    idempotency_key: str | None = None,
    connection: Connection | None = None,
    content: bytes | None = None,
) -> Appended:
    """Records what the command leads to, or refuses it and leaves the log as it was.

    now: UTC; by default when it happened (``meta.occurred_at``), else the clock. expected: the version that the
    command's stream must have; without it the command is decided anew as long as others write in between.
    content: tells a repetition of the key where the command cannot (it holds seals, which differ each time).
    A repeated idempotency key answers what was recorded the first time, even if a rule would refuse the command now.
    connection: makes the append part of that transaction (see Log.append).

    Raises a RuleBroken; VersionConflict if the stream is not at ``expected``, or ATTEMPTS races were lost;
    IdempotencyConflict if the key was used for another command.
    """
    execution = _Execution(
        log=log,
        command=command,
        meta=meta,
        now=now or meta.occurred_at or datetime.now(UTC),
        expected=expected,
        idempotency_key=idempotency_key,
        connection=connection,
        content=content,
    )
    try:
        return execution.run()
    except (RuleBroken, VersionConflict):
        earlier = execution.recorded_earlier()
        if earlier is None:
            raise
        return earlier


@dataclass(frozen=True)
class _Execution:
    """One call of ``execute``; see there."""

    log: Log
    command: Command
    meta: Meta
    now: datetime
    expected: int | None
    idempotency_key: str | None
    connection: Connection | None
    content: bytes | None

    def run(self) -> Appended:
        """Decides and appends, again after a lost race unless a version was expected."""
        attempts_left = ATTEMPTS if self.expected is None else 1
        while True:
            attempts_left -= 1
            try:
                return self._attempt()
            except VersionConflict:
                if not attempts_left:
                    raise

    def _attempt(self) -> Appended:
        facts = facts_for(self.command, self.log, self.now)
        version = current_version(self.command, facts)
        if self.expected is not None and version is not None and version != self.expected:
            raise VersionConflict(self.command.stream, self.expected, version)
        decided_at = self.expected if self.expected is not None else version
        return self.log.append(
            self.command.stream,
            decide(self.command, facts),
            meta=self.meta,
            expected=ANY if decided_at is None else decided_at,
            idempotency_key=self.idempotency_key,
            content=self._content() if self.idempotency_key is not None else None,
            connection=self.connection,
        )

    def recorded_earlier(self) -> Appended | None:
        """What this very command recorded under its key before; None if nothing."""
        if self.idempotency_key is None:
            return None
        return self.log.appended(self.idempotency_key, self._content())

    def _content(self) -> bytes:
        """What tells a repetition from another request: the command, not the events it leads to at this moment."""
        if self.content is not None:
            return self.content
        given, incidental = msgspec.to_builtins(self.command), self.command.incidental
        telling = {name: value for name, value in given.items() if name not in incidental}
        fields = json.dumps(telling, sort_keys=True)  # ASCII, so that any text passes
        return f"{type(self.command).__name__}{fields}".encode()
