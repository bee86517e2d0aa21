"""The log: append, read, follow, verify. One ordered table of events in PostgreSQL."""

from shared.log.appending import ANY, AnyVersion, Appended, BatchAppended, New
from shared.log.chains import Fault
from shared.log.checkpoints import (
    Checkpoint,
    checkpoint_from_json,
    checkpoint_to_json,
    newest_checkpoint,
    take_checkpoint,
)
from shared.log.errors import (
    IdempotencyConflict,
    LogError,
    LogUnavailable,
    NotACheckpoint,
    NothingToAppend,
    Unrecordable,
    VersionConflict,
)
from shared.log.export import export_events
from shared.log.grouped import GroupedLog
from shared.log.log import Log
from shared.log.shards import SHARDS, shard_of
from shared.log.verify import verify
from shared.log.waiting import LogCollector, Waiting, waiting
from shared.log.wakeup import Wakeup

__all__ = [
    "ANY",
    "SHARDS",
    "AnyVersion",
    "Appended",
    "BatchAppended",
    "Checkpoint",
    "Fault",
    "GroupedLog",
    "IdempotencyConflict",
    "Log",
    "LogCollector",
    "LogError",
    "LogUnavailable",
    "New",
    "NotACheckpoint",
    "NothingToAppend",
    "Unrecordable",
    "VersionConflict",
    "Waiting",
    "Wakeup",
    "checkpoint_from_json",
    "checkpoint_to_json",
    "export_events",
    "newest_checkpoint",
    "shard_of",
    "take_checkpoint",
    "verify",
    "waiting",
]
