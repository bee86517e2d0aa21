"""Identifiers of events: UUID version 7 (RFC 9562): 48 bits of time in milliseconds, 74 bits of chance.

Those of answers are version 4, chance alone: an answer keeps no time.
"""

import os
import time
from uuid import UUID, uuid4

from shared.events.streams import keeps_no_time

_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62
_CLEAR = ~(0xF << 76 | 0b11 << 62)


def new_identifier(stream: str) -> UUID:
    """The identifier of an event that is about to be appended to the stream."""
    return uuid4() if keeps_no_time(stream) else uuid7()


def uuid7() -> UUID:
    """A new identifier; those made later sort later, to the millisecond."""
    milliseconds = time.time_ns() // 1_000_000
    bits = milliseconds << 80 | int.from_bytes(os.urandom(10), "big")
    return UUID(int=bits & _CLEAR | _VERSION | _VARIANT)
