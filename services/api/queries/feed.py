"""The feed of events: JSON lines, or server-sent events where the client asks for them."""

from collections.abc import Iterator

import orjson
from flask import Response, request, stream_with_context

from services.api.auth import principal, require
from services.api.context import context
from services.api.problems import Forbidden
from services.api.queries.parameters import LIMIT, ROUND
from services.api.queries.rounds import unknown_round
from services.api.reads import number
from services.api.routing import Query, route
from services.api.writes import recorded_json
from shared.access import Permission
from shared.access.roles import UNIT_ROLES
from shared.events import Recorded
from shared.events.streams import audits_stream, responses_stream, round_stream
from shared.log import Log, Wakeup

#: Events read from the log at a time.
BATCH = 500
#: Seconds after which a quiet server-sent stream says that it is alive.
HEARTBEAT = 15.0

AFTER = Query("after", "Only events after this position.", {"type": "integer", "minimum": 0})
UNIT = Query("unit", "Only events of this unit.", {"type": "string"})
TYPE = Query("type", "Only events of this type.", {"type": "string"})


@route(
    "GET", "/events", Permission.EVENTS_READ, summary="The feed of all events, as JSON lines or server-sent events",
    tag="events", query=(AFTER, UNIT, TYPE, LIMIT), media_types=("application/x-ndjson", "text/event-stream"),
)
def feed() -> Response:
    log, after = context().log, number("after", default=0) or 0
    unit, event_type = request.args.get("unit"), request.args.get("type")
    if request.accept_mimetypes.best_match(["application/x-ndjson", "text/event-stream"]) == "text/event-stream":
        return _stream(_endless(log, after, unit, event_type), "text/event-stream")
    limit = number("limit", lowest=1)
    lines = (orjson.dumps(recorded_json(event)) + b"\n" for event in _events(log, after, unit, event_type, limit))
    return _stream(lines, "application/x-ndjson")


@route(
    "GET", f"{ROUND}/events", Permission.UNIT_READ, summary="The events of one round, with their hashes", tag="events",
)
def round_events(unit: str, year: int) -> Response:
    streams = [name(unit, year) for name in (round_stream, responses_stream, audits_stream)]
    recorded = sorted(
        (event for stream in streams for event in context().log.read(stream)), key=lambda event: event.position
    )
    if not recorded:
        raise unknown_round(unit, year)
    return _stream((orjson.dumps(recorded_json(event)) + b"\n" for event in recorded), "application/x-ndjson")


def _events(
    log: Log, after: int, unit: str | None, event_type: str | None, limit: int | None
) -> Iterator[Recorded]:
    """Events up to the present head (at most ``limit``), read in batches so that memory stays bounded."""
    sent = 0
    while limit is None or sent < limit:
        batch = log.events(after=after, unit=unit, type=event_type, limit=min(BATCH, (limit or BATCH + sent) - sent))
        yield from batch
        if not batch:
            return
        after, sent = batch[-1].position, sent + len(batch)


def _endless(log: Log, after: int, unit: str | None, event_type: str | None) -> Iterator[bytes]:
    """Server-sent events: what there is, then what comes; a comment every HEARTBEAT seconds keeps proxies calm."""
    with Wakeup(log) as wakeup:
        while True:
            for event in _events(log, after, unit, event_type, None):
                after = event.position
                yield b"id: %d\nevent: %s\ndata: %s\n\n" % (
                    event.position,
                    event.type.encode(),
                    orjson.dumps(recorded_json(event)),
                )
            if not wakeup.wait(HEARTBEAT):
                yield b": still here\n\n"


def _stream(lines: Iterator[bytes], media_type: str) -> Response:
    response = Response(stream_with_context(lines), content_type=media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response
