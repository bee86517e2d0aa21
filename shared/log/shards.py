"""Shards: the parts of the log that projections advance independently. All streams of a unit share one."""

from functools import lru_cache
from zlib import crc32

from shared.events.streams import unit_of

#: Number of shards; fixed, because every recorded event carries its own.
SHARDS = 16


@lru_cache(maxsize=65_536)
def shard_of(stream: str) -> int:
    """The shard of a stream, from its unit; streams above the units go by their own name."""
    return crc32((unit_of(stream) or stream).encode()) % SHARDS
