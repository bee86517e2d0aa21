"""Errors as RFC 9457 problem details, each with a Thai and an English title.

Problem
├── BadRequest              400  the body or a parameter cannot be read
├── Unauthenticated         401  nobody knows who is asking
├── Forbidden               403  known, but not allowed
├── NotFound                404
├── Conflict                409  the state of the round refuses it, or an idempotency key was used for something else
├── PreconditionFailed      412  If-Match names another version
├── TooLarge                413
├── UnsupportedMediaType    415
├── Unprocessable           422  readable, but a value is not allowed
└── Unavailable             503  the view has not reached the wanted position in time
"""

from http import HTTPStatus
from typing import Any, ClassVar

import orjson
from flask import Response

#: Base of the ``type`` of every problem; the documentation page lists them.
TYPE_BASE = "/api/v1/problems/"


class Problem(Exception):
    """Something is wrong with a request. code: stable, kebab-case; th and en: one sentence each."""

    status: ClassVar[HTTPStatus]

    def __init__(self, code: str, th: str, en: str, **details: Any) -> None:
        super().__init__(en)
        self.code, self.th, self.en, self.details = code, th, en, details


class BadRequest(Problem):
    """The body or a parameter cannot be read."""

    status = HTTPStatus.BAD_REQUEST


class Unauthenticated(Problem):
    """Nobody knows who is asking."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Problem):
    """Known, but not allowed."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """There is no such thing."""

    status = HTTPStatus.NOT_FOUND


class Conflict(Problem):
    """The present state refuses it."""

    status = HTTPStatus.CONFLICT


class PreconditionFailed(Problem):
    """If-Match names another version."""

    status = HTTPStatus.PRECONDITION_FAILED


class TooLarge(Problem):
    """More than is taken at once."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class UnsupportedMediaType(Problem):
    """Not a kind of body that the route reads."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class Unprocessable(Problem):
    """Readable, but a value is not allowed."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class Unavailable(Problem):
    """Cannot be answered now; trying again later may work."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


def problem_response(problem: Problem) -> Response:
    """The problem as ``application/problem+json``."""
    document = {
        "type": TYPE_BASE + problem.code,
        "title": f"{problem.th} / {problem.en}",
        "status": problem.status.value,
        "detail": problem.en,
        "code": problem.code,
        "titles": {"th": problem.th, "en": problem.en},
        **problem.details,
    }
    return Response(orjson.dumps(document, default=str), problem.status, content_type="application/problem+json")
