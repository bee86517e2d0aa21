"""Errors of the log.

LogError
├── VersionConflict
├── IdempotencyConflict
├── NothingToAppend
├── Unrecordable
├── LogUnavailable
└── NotACheckpoint
"""


class LogError(Exception):
    """The log did not do it; unless LogUnavailable says otherwise, it is as it was."""


class VersionConflict(LogError):
    """The stream is not at the version that the decision was made on: read it again and decide anew."""

    def __init__(self, stream: str, expected: int, current: int) -> None:
        super().__init__(f"{stream} is at version {current}, not {expected}")
        self.stream = stream
        self.expected = expected
        self.current = current


class IdempotencyConflict(LogError):
    """The idempotency key was used before, for other content."""

    def __init__(self, key: str) -> None:
        super().__init__(f"idempotency key {key!r} was used for other content")
        self.key = key


class NothingToAppend(LogError):
    """An append needs at least one event."""


class Unrecordable(LogError):
    """The event holds a value that has no exact, lasting form: a float, a NUL, a lone surrogate, a huge number."""


class LogUnavailable(LogError):
    """The database cannot be reached, or the connection was lost: an append may or may not have been recorded."""


class NotACheckpoint(LogError):
    """The document is not a checkpoint of a form that this release knows."""
