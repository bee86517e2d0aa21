"""Recording what a request asks for: one command, executed against the log, answered with the events it made."""

import re
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

import orjson
from flask import Response, g, request
from sqlalchemy import Connection

from services.api.auth import principal
from services.api.context import context
from services.api.events import told_json
from services.api.problems import BadIdempotencyKey, BadIfMatch, Busy, IdempotencyKeyReused, VersionConflict
from shared import log
from shared.events import Meta
from shared.execution import Command, execute
from shared.log import Appended

#: Longest idempotency key that is taken, in characters.
LONGEST_KEY = 200

_VERSION = re.compile(r'"([0-9]{1,18})"')


def record(command: Command) -> Response:
    """Execute the command as whoever asks; answer 201 with the events."""
    return created(executed(command))


def executed(
    command: Command,
    *,
    based_on: int | None = None,
    content: bytes | None = None,
    connection: Connection | None = None,
    form: str | None = None,
) -> Appended:
    """Execute the command as whoever asks. connection: as a part of that transaction.

    form: the mark of a form, which takes the place of an Idempotency-Key; it is kept hashed.
    based_on: the version that the command was made from, where it is wrong for any other; content: see ``execute``.
    Raises VersionConflict, IdempotencyKeyReused, Busy (others kept writing in between), and the rules' own errors.
    """
    expected = expected_version(command)
    if based_on is not None and expected not in (None, based_on):
        raise VersionConflict(current_version=based_on)
    version = expected if based_on is None else based_on
    try:
        return recorded(
            command, asking_meta(), expected=version, key=_own_key(form), content=content, connection=connection
        )  # fmt: skip
    except VersionConflict as conflict:
        raise (Busy() if expected is None else conflict) from conflict


def recorded(
    command: Command,
    meta: Meta,
    *,
    expected: int | None,
    key: str | None,
    content: bytes | None = None,
    connection: Connection | None = None,
) -> Appended:
    """Execute the command under circumstances and a key that are given. See executed."""
    try:
        return execute(
            context().log, command, meta=meta, expected=expected, idempotency_key=key, content=content,
            connection=connection,
        )  # fmt: skip
    except log.VersionConflict as conflict:
        raise (Busy() if expected is None else VersionConflict(current_version=conflict.current)) from conflict
    except log.IdempotencyConflict as conflict:
        raise IdempotencyKeyReused from conflict


def executed_once(content: bytes, make: Callable[[], tuple[Command, int]]) -> Appended:
    """Execute what ``make`` makes, a command and the version that it is based on, unless it is done already.

    For commands that cannot be made twice alike. content: tells the same request from others under the same key.
    Raises what ``executed`` raises.
    """
    key = _own_key()
    try:
        earlier = context().log.appended(key, content) if key is not None else None
    except log.IdempotencyConflict as conflict:
        raise IdempotencyKeyReused from conflict
    if earlier is not None:
        return earlier
    command, version = make()
    return executed(command, based_on=version, content=content)


def created(appended: Appended) -> Response:
    """201 with the events, the stream's version as ETag, and the position to wait for."""
    document = {
        "stream": appended.stream,
        "version": appended.version,
        "position": appended.position,
        "events": [told_json(recorded) for recorded in appended.events],
    }
    response = Response(orjson.dumps(document), HTTPStatus.CREATED, content_type="application/json")
    response.set_etag(str(appended.version))
    response.headers["X-Log-Position"] = str(appended.position)
    if appended.repeated:
        response.headers["Idempotency-Replayed"] = "true"
    return response


def asking_meta() -> Meta:
    """The circumstances of what is recorded now."""
    asking = principal()
    return Meta(actor=asking.account, role=asking.role.value, request_id=g.get("request_id"))


def expected_version(command: Command | type[Command]) -> int | None:
    """The version that If-Match names. Raises BadIfMatch, also for a command to which no version matters."""
    given = request.headers.get("If-Match")
    if given is None:
        return None
    match = _VERSION.fullmatch(given.strip())
    if command.any_version or not (match or given.strip() == "*"):
        raise BadIfMatch(given=given)
    return int(match[1]) if match else None


def idempotency_key() -> str | None:
    """The request's Idempotency-Key as it is. Raises BadIdempotencyKey."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise BadIdempotencyKey(longest=LONGEST_KEY)
    return key


def _own_key(form: str | None = None) -> str | None:
    """The key, apart from those of other accounts: no account's name and no key holds a line feed."""
    given = f"form {sha256(form.encode()).hexdigest()}" if form else idempotency_key()
    return None if given is None else f"{principal().account}\n{given}"
