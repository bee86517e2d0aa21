"""From every error that a request can end in to its problem document. What nobody expected is logged, not shown."""

import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import psycopg
import sqlalchemy.exc
import structlog
from flask import Flask, Response, g, request
from werkzeug import exceptions as http

from services.api import problems
from services.api.problem_types import address_of
from services.api.problems import Problem
from shared import rounds
from shared.log import LogUnavailable, Unrecordable
from shared.views import queries

#: How a problem is answered: as a document, or as a page for people.
Respond = Callable[[Problem], Response]

#: Seconds after which a client may try again what was unavailable.
RETRY_AFTER = "1"

log = structlog.get_logger(__name__)


def problem_response(problem: Problem) -> Response:
    """The problem as ``application/problem+json``. Its particulars stand apart, in ``details``."""
    document = {
        "type": address_of(problem.code),
        "title": f"{problem.title.th} / {problem.title.en}",
        "status": problem.status.value,
        "detail": problem.title.en,
        "code": problem.code,
        "titles": {"th": problem.title.th, "en": problem.title.en},
        "details": problem.details,
    }
    body = msgspec.json.encode(document, enc_hook=str)
    response = Response(body, problem.status, content_type="application/problem+json")
    return with_headers(response, problem)


def with_headers(response: Response, problem: Problem) -> Response:
    """The response with what HTTP wants said beside some statuses."""
    if isinstance(problem, problems.Unauthenticated):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(problem, problems.Unavailable):
        response.headers["Retry-After"] = RETRY_AFTER
    if isinstance(problem, problems.TooMany):
        response.headers["Retry-After"] = str(problem.details["seconds"])
    return response


def register_errors(app: Flask, respond: Respond) -> None:
    """Let every error that leaves a handler be answered by ``respond``."""

    def refuse(kind: type[Exception], problem: Callable[[Any], Problem]) -> None:
        app.register_error_handler(kind, lambda error: respond(problem(error)))

    refuse(Problem, _itself)
    refuse(rounds.RuleBroken, problems.RuleRefused)
    refuse(queries.BadCursor, lambda _: problems.BadCursor())
    refuse(Unrecordable, lambda _: problems.Unrecordable())
    refuse(sqlalchemy.exc.DataError, lambda _: problems.BadText())
    refuse(sqlalchemy.exc.TimeoutError, lambda _: problems.Busy())
    for away in (LogUnavailable, sqlalchemy.exc.OperationalError, psycopg.OperationalError):
        refuse(away, _away)
    refuse(Exception, _unexpected)
    app.register_error_handler(http.HTTPException, lambda error: _with_allow(error, respond(_of_http(error))))


def _itself(problem: Problem) -> Problem:
    return problem


def _of_http(error: http.HTTPException) -> Problem:
    match error:
        case http.NotFound():
            return problems.NotFound(path=request.path)
        case http.MethodNotAllowed():
            return problems.MethodNotAllowed(allowed=sorted(error.valid_methods or ()))
        case http.RequestEntityTooLarge():
            return problems.TooLarge(limit_bytes=request.max_content_length)
        case http.InternalServerError():
            return _unexpected(error.original_exception or error)
        case _:
            return problems.BadRequest()


def _with_allow(error: http.HTTPException, response: Response) -> Response:
    if isinstance(error, http.MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return response


def _away(error: Exception) -> Problem:
    log.error("database.away", error=type(error).__name__, path=request.path)
    return problems.DatabaseAway()


def _unexpected(error: BaseException) -> Problem:
    """Logged by its kind and place, without its message: messages quote what people entered."""
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("request.failed", method=request.method, path=request.path, error=type(error).__name__, places=places)
    return problems.Broken(request_id=g.get("request_id"))
