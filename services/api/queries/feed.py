"""The feed of events: JSON lines, or server-sent events where the client asks for them."""

from collections.abc import Callable, Iterator

import orjson
from flask import Response, request

from services.api.auth import principal
from services.api.context import context
from services.api.events import recorded_json
from services.api.parameters import LARGEST_POSITION, LIMIT
from services.api.problems import TooManyStreams
from services.api.queries.rounds import unknown_round
from services.api.reads import asked
from services.api.routing import ROUND, Query, route
from shared.access import Permission
from shared.events import Recorded
from shared.events.streams import audits_stream, responses_stream, round_stream, watch_stream
from shared.log import Log, Wakeup

#: Reads the next events after a position, at most so many.
Read = Callable[[int, int], list[Recorded]]

#: Events read from the log at a time.
BATCH = 500
#: Seconds after which a quiet stream says that it is alive, and finds out whether the client still is.
HEARTBEAT = 5.0
#: Digits of the largest position.
DIGITS = 19

JSON_LINES = "application/x-ndjson"
SERVER_SENT = "text/event-stream"

AFTER = Query(
    "after", "Only events after this position.", {"type": "integer", "minimum": 0, "maximum": LARGEST_POSITION}
)
UNIT = Query("unit", "Only events of this unit.", {"type": "string"})
TYPE = Query("type", "Only events of this type.", {"type": "string"})


@route(
    "GET",
    "/events",
    Permission.EVENTS_READ,
    summary="The feed of all events, as JSON lines up to now, or as server-sent events that go on (Last-Event-ID)",
    tag="events",
    query=(AFTER, UNIT, TYPE, LIMIT),
    media_types=(JSON_LINES, SERVER_SENT),
)
def feed() -> Response:
    log, read = context().log, _reader(context().log)
    if request.accept_mimetypes.best_match([JSON_LINES, SERVER_SENT]) == SERVER_SENT:
        return _follow(log, read, _last_seen() or asked(AFTER) or 0)
    events = _events(read, asked(AFTER) or 0, asked(LIMIT))
    return _lines(events, log.head())


@route(
    "GET",
    f"{ROUND}/events",
    Permission.UNIT_READ,
    summary="The events of one round, with their hashes; survey answers only for those who may read the whole feed",
    tag="events",
    media_types=(JSON_LINES,),
)
def round_events(unit: str, year: int) -> Response:
    log = context().log
    head = log.head()
    kinds = [round_stream, audits_stream]
    if principal().holds(Permission.EVENTS_READ):
        kinds += [responses_stream, watch_stream]
    recorded = [event for kind in kinds for event in log.read(kind(unit, year))]
    if not recorded:
        raise unknown_round(unit, year)
    return _lines(iter(sorted(recorded, key=lambda event: event.position)), head)


def _reader(log: Log) -> Read:
    unit, event_type = request.args.get("unit") or None, request.args.get("type") or None
    return lambda after, limit: log.events(after=after, unit=unit, type=event_type, limit=limit)


def _last_seen() -> int:
    """Where a client that lost its connection goes on; anything but a position of ours is no such place."""
    given = request.headers.get("Last-Event-ID", "")
    return min(int(given), LARGEST_POSITION) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else 0


def _events(read: Read, after: int, limit: int | None) -> Iterator[Recorded]:
    """Events up to the present head (at most ``limit``), read in batches so that memory stays bounded."""
    left = limit
    while left is None or left > 0:
        batch = read(after, BATCH if left is None else min(BATCH, left))
        if not batch:
            return
        yield from batch
        after = batch[-1].position
        left = None if left is None else left - len(batch)


def _lines(events: Iterator[Recorded], head: int) -> Response:
    """JSON lines. The first batch is read before the answer begins, so that a failure still is a problem document."""
    first = next(events, None)
    lines = (orjson.dumps(recorded_json(event)) + b"\n" for event in _chain(first, events))
    response = Response(lines, content_type=JSON_LINES)
    response.headers["X-Log-Position"] = str(head)
    return _unkept(response)


def _chain(first: Recorded | None, rest: Iterator[Recorded]) -> Iterator[Recorded]:
    if first is not None:
        yield first
    yield from rest


def _follow(log: Log, read: Read, after: int) -> Response:
    """Server-sent events. Each client keeps a thread, so there are only so many places."""
    places = context().followers
    if not places.acquire(blocking=False):
        raise TooManyStreams
    try:
        wakeup, head = Wakeup(log.url), log.head()
    except BaseException:  # whatever it is, the place is given back, and it is raised on
        places.release()
        raise
    response = Response(_endless(read, wakeup, after), content_type=SERVER_SENT)
    response.headers["X-Log-Position"] = str(head)
    response.call_on_close(wakeup.close)
    response.call_on_close(places.release)
    return _unkept(response)


def _endless(read: Read, wakeup: Wakeup, after: int) -> Iterator[bytes]:
    """What there is, then what comes; between events a comment keeps the connection awake.

    Listening began before the first read, so no event falls between. No connection of the pool is held while waiting.
    """
    yield b": connected\n\n"
    while True:
        for event in _events(read, after, None):
            after = event.position
            data = orjson.dumps(recorded_json(event))
            yield b"id: %d\nevent: %s\ndata: %s\n\n" % (after, event.type.encode(), data)
        if not wakeup.wait(HEARTBEAT):
            yield b": still here\n\n"


def _unkept(response: Response) -> Response:
    """A stream is not for caches, and proxies must not hold it back."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response
