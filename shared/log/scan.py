"""Reading a long stretch of the log fast: in windows of positions, each fetched while the one before is worked on."""

from collections import deque
from collections.abc import Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
import psycopg

from shared.events import EVENT_TYPES, Meta, Recorded
from shared.log.connections import Driver
from shared.log.errors import LogUnavailable
from shared.log.recorded import decode_rows
from shared.log.statements import statement
from shared.postgres import libpq_url

#: Positions in one window. Two windows of rows are in memory at a time: a few megabytes.
WINDOW = 5_000


#: By type and schema version: from JSON into the shapes of today.
_DECODERS = {(name, kind.schema_version): msgspec.json.Decoder(kind).decode for name, kind in EVENT_TYPES.items()}
#: Those of a batch, and of all answers, are the same text.
_decode_meta = lru_cache(maxsize=1_024)(msgspec.json.Decoder(Meta).decode)


class Window(NamedTuple):
    """The events up to position ``last``, from where the window before ended."""

    last: int
    events: list[Recorded]


def scan(url: str, after: int, upto: int, *, skipping: Collection[str] = (), window: int = WINDOW) -> Iterator[Window]:
    """All events after a position up to another, except those of types to skip, which are not even fetched.

    upto: no more than the log's head, so that nothing is missed. Raises EventError where an event cannot be
    understood, LogUnavailable.
    """
    windows = [(start, min(start + window, upto)) for start in range(after, upto, window)]
    try:
        with psycopg.connect(libpq_url(url), autocommit=True) as connection, ThreadPoolExecutor(1) as ahead:
            fetched = deque[Future[list[Any]]]()
            for place, (_, last) in enumerate(windows):
                for start, end in windows[place + len(fetched) : place + 2]:
                    fetched.append(ahead.submit(_rows, connection, start, end, list(skipping)))
                yield Window(last, _recorded(fetched.popleft().result()))
    except psycopg.OperationalError as error:
        raise LogUnavailable(str(error)) from error


def _rows(connection: Driver, after: int, last: int, skipping: list[str]) -> list[Any]:
    with connection.cursor(binary=True) as cursor:
        return cursor.execute(statement("scan"), (after, last, skipping)).fetchall()


def _recorded(rows: list[Any]) -> list[Recorded]:
    try:
        return [
            Recorded(
                position=position,
                stream=stream,
                version=version,
                event_id=event_id,
                type=event_type,
                event=_DECODERS[event_type, schema_version](data),
                meta=_decode_meta(meta),
                recorded_at=recorded_at,
                shard=shard,
                hash=digest,
            )
            for (
                position, stream, version, event_id, event_type, schema_version, data, meta, recorded_at, shard, digest,
            ) in rows
        ]  # fmt: skip
    except (KeyError, msgspec.ValidationError):
        # The long way brings older shapes up to date, and names the event that cannot be understood.
        return decode_rows(rows)
