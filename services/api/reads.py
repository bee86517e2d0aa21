"""Answering queries: ETag and 304, the log position that the answer stands for, and waiting for one's own writes."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

import msgspec
from flask import Response, request

from services.api.context import context
from services.api.problems import BadRequest, Unavailable
from shared.settings import BANGKOK
from shared.views import queries

#: Longest wait for ``min_position``, in seconds.
LONGEST_WAIT = 5.0


def today() -> date:
    """The date in Bangkok: deadlines and the best reachable score go by it."""
    return datetime.now(BANGKOK).date()


def answer(payload: Any, *, position: int | None = None, etag: str | None = None) -> Response:
    """The payload as JSON with an ETag (a hash unless given); 304 where the client has it already."""
    body = msgspec.json.encode(payload)
    response = Response(body, content_type="application/json")
    response.set_etag(etag or sha256(body).hexdigest()[:20], weak=etag is None)
    response.headers["Cache-Control"] = "private, no-cache"
    if position is not None:
        response.headers["X-Log-Position"] = str(position)
    return response.make_conditional(request)


def wait_for_position(unit: str | None = None) -> None:
    """Wait until the views have reached ``?min_position=N``. Raises BadRequest, or Unavailable after five seconds."""
    wanted = number("min_position")
    if wanted and not queries.wait_until(context().engine, wanted, unit=unit, timeout=LONGEST_WAIT):
        raise Unavailable(
            "position-not-reached", "ข้อมูลยังประมวลผลไม่ถึงตำแหน่งที่ขอ",
            "The views have not reached the wanted position yet.", min_position=wanted,
        )


def number(name: str, *, default: int | None = None, lowest: int = 0, highest: int = 2**62) -> int | None:
    """A whole number among the query parameters. Raises BadRequest."""
    text = request.args.get(name)
    if text is None or text == "":
        return default
    if not text.isdecimal() or not lowest <= int(text) <= highest:
        raise BadRequest(
            "bad-parameter", f"พารามิเตอร์ {name} ไม่ถูกต้อง", f"{name} must be a whole number from {lowest}.",
            parameter=name, given=text,
        )
    return int(text)


def day(name: str) -> date | None:
    """A Gregorian date among the query parameters. Raises BadRequest."""
    text = request.args.get(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadRequest(
            "bad-parameter", f"พารามิเตอร์ {name} ต้องเป็นวันที่ เช่น 2024-03-31",
            f"{name} must be a date such as 2024-03-31.", parameter=name, given=text,
        ) from error
