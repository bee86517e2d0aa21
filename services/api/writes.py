"""Recording what a request asks for: one command, executed against the log, answered with the events it made."""

from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, g, request

from services.api.auth import principal
from services.api.context import context
from services.api.problems import BadRequest, Conflict, PreconditionFailed
from shared.access.roles import ANONYMOUS
from shared.events import Meta, Recorded, encode
from shared.execution import Command, execute
from shared.log import Appended, IdempotencyConflict, VersionConflict

#: Longest idempotency key that is taken, in characters.
LONGEST_KEY = 200


def record(command: Command) -> Response:
    """Execute the command as whoever asks; answer 201 with the events."""
    return created(executed(command))


def executed(command: Command) -> Appended:
    """Execute the command as whoever asks. Raises PreconditionFailed, Conflict, and the rules' own errors."""
    key, expected = _idempotency_key(), _expected_version()
    try:
        return execute(context().log, command, meta=_meta(), expected=expected, idempotency_key=key)
    except VersionConflict as conflict:
        raise PreconditionFailed(
            "version-conflict", "มีผู้แก้ไขรอบนี้ไปแล้ว", "The round has moved on.", current_version=conflict.current
        ) from conflict
    except IdempotencyConflict as conflict:
        raise Conflict(
            "idempotency-key-reused", "Idempotency-Key นี้ใช้กับข้อมูลอื่นไปแล้ว",
            "This Idempotency-Key was used for something else.",
        ) from conflict


def recorded_json(recorded: Recorded) -> dict[str, Any]:
    """An event as the API shows it."""
    return {
        "position": recorded.position,
        "stream": recorded.stream,
        "version": recorded.version,
        "event_id": str(recorded.event_id),
        "type": recorded.type,
        "data": encode(recorded.event),
        "actor": recorded.meta.actor,
        "source": recorded.meta.source,
        "simulated": recorded.meta.simulated,
        "happened_at": recorded.happened_at.isoformat(),
        "recorded_at": recorded.recorded_at.isoformat(),
        "hash": recorded.hash.hex(),
    }


def created(appended: Appended) -> Response:
    """201 with the events, the stream's version as ETag, and the position to wait for."""
    document = {
        "stream": appended.stream,
        "version": appended.version,
        "position": appended.position,
        "events": [recorded_json(recorded) for recorded in appended.events],
    }
    response = Response(orjson.dumps(document), HTTPStatus.CREATED, content_type="application/json")
    response.set_etag(str(appended.version))
    response.headers["X-Log-Position"] = str(appended.position)
    if appended.repeated:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def _meta() -> Meta:
    asking = principal()
    if asking == ANONYMOUS:
        return Meta(actor="respondent")
    return Meta(actor=asking.account, role=asking.role.value, request_id=g.get("request_id"))


def _expected_version() -> int | None:
    if not request.if_match:
        return None
    tags = request.if_match.as_set()
    tag = tags.pop() if len(tags) == 1 else ""
    if not tag.isdecimal():
        raise BadRequest(
            "bad-if-match", "If-Match ต้องเป็นรุ่นเดียวของรอบ", 'If-Match takes one version, e.g. "7".',
            given=request.headers["If-Match"],
        )
    return int(tag)


def _idempotency_key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST_KEY:
        raise BadRequest(
            "bad-idempotency-key", "Idempotency-Key ไม่ถูกต้อง",
            f"An Idempotency-Key has 1 to {LONGEST_KEY} characters.",
        )
    return f"{principal().account}:{key}"
