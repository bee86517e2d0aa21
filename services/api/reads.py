"""Answering queries: ETag and 304, the log position that the answer stands for, and waiting for one's own writes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec
from flask import Response, request
from sqlalchemy import Connection

from services.api.context import context
from services.api.kept import etag_of
from services.api.parameters import LARGEST_POSITION, LIMIT, MIN_POSITION
from services.api.problems import BadParameter, PositionNotReached
from services.api.routing import Query
from shared.settings import BANGKOK
from shared.views import queries

#: Longest wait for ``min_position``, in seconds.
LONGEST_WAIT = 5.0
#: First and last year (Gregorian) of dates that can be asked about.
YEARS = range(2000, 2200)


def today() -> date:
    """The date in Bangkok: deadlines and the best reachable score go by it."""
    return datetime.now(BANGKOK).date()


def answer(payload: Any, *, position: int | None = None, etag: str | None = None) -> Response:
    """The payload as JSON with an ETag (a hash unless given); 304 where the client has it already."""
    body = msgspec.json.encode(payload)
    return ready(body, etag or etag_of(body), position=position, weak=etag is None)


def ready(body: bytes, etag: str, *, position: int | None = None, weak: bool = True) -> Response:
    """The JSON as it is, under an ETag that is known already; 304 where the client has it."""
    response = Response(body, content_type="application/json")
    response.set_etag(etag, weak=weak)
    response.headers["Cache-Control"] = "private, no-cache"
    if position is not None:
        response.headers["X-Log-Position"] = str(position)
    response.make_conditional(request)
    return response


def from_view(view: str, read: Callable[[Connection], Any], *, unit: str | None = None) -> Response:
    """What ``read`` finds in a view, and the position that it holds for: the one before reading, never a later one."""
    wait_for_position(unit)
    with context().reading() as connection:
        position = queries.position(connection, view, unit=unit)
        return answer(read(connection), position=position)


def wait_for_position(unit: str | None = None) -> int:
    """Wait until the views have reached ``?min_position=N``; that position, 0 where none was asked for.

    Raises BadParameter, PositionNotReached.
    """
    wanted = asked(MIN_POSITION) or 0
    if wanted and not queries.wait_until(context().engine, wanted, unit=unit, timeout=LONGEST_WAIT):
        raise PositionNotReached(min_position=wanted)
    return wanted


def asked(query: Query) -> int | None:
    """A described number among the query parameters, within the description's bounds. Raises BadParameter."""
    return number(query.name, lowest=query.schema["minimum"], highest=query.schema["maximum"])


def number(name: str, *, default: int | None = None, lowest: int = 0, highest: int = LARGEST_POSITION) -> int | None:
    """A whole number among the query parameters. Raises BadParameter."""
    text = request.args.get(name)
    if not text:
        return default
    if len(text) > len(str(highest)) or not (text.isascii() and text.isdecimal()) or not lowest <= int(text) <= highest:
        raise BadParameter(parameter=name, expected=f"{lowest}–{highest}", given=text)
    return int(text)


def page_size(usual: int) -> int:
    """How many rows the client wants on a page; ``usual`` unless it says. Raises BadParameter."""
    return asked(LIMIT) or usual


def day(name: str) -> date | None:
    """A Gregorian date (YYYY-MM-DD) among the query parameters. Raises BadParameter."""
    text = request.args.get(name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text or found.year not in YEARS:
        raise BadParameter(parameter=name, expected="YYYY-MM-DD", given=text)
    return found
