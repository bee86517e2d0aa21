"""The log: append, read, follow, verify. One ordered table of events in PostgreSQL."""

from shared.log.appending import ANY, AnyVersion, Appended, BatchAppended, New
from shared.log.errors import (
    IdempotencyConflict,
    LogError,
    LogUnavailable,
    NothingToAppend,
    Unrecordable,
    VersionConflict,
)
from shared.log.group import GroupAppender
from shared.log.log import Log
from shared.log.shards import SHARDS, shard_of
from shared.log.verify import Fault, verify
from shared.log.wakeup import Wakeup

__all__ = [
    "ANY",
    "SHARDS",
    "AnyVersion",
    "Appended",
    "BatchAppended",
    "Fault",
    "GroupAppender",
    "IdempotencyConflict",
    "Log",
    "LogError",
    "LogUnavailable",
    "New",
    "NothingToAppend",
    "Unrecordable",
    "VersionConflict",
    "Wakeup",
    "shard_of",
    "verify",
]
