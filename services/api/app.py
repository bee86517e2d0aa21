"""The application factory: routes behind their permissions, every error as a problem, safe headers on every answer."""

from http import HTTPStatus
from uuid import uuid4

import orjson
import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from services.api import auth, commands, openapi, queries  # noqa: F401 - importing declares the routes
from services.api.context import EXTENSION, Context
from services.api.problems import BadRequest, Conflict, NotFound, Problem, TooLarge, Unprocessable, problem_response
from services.api.routing import BASE, register_routes
from shared import rounds

#: Largest request body, in bytes: an evidence file.
LARGEST_BODY = 50 * 1024 * 1024

log = structlog.get_logger(__name__)


def create_app(context: Context, *, secret_key: bytes) -> Flask:
    """The application around a context. secret_key signs the sessions of people who log in."""
    app = Flask("services.api", static_folder=None)
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_PARTS=20,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.extensions[EXTENSION] = context
    app.url_map.strict_slashes = False
    register_routes(app, auth.guard)
    app.add_url_rule(f"{BASE}/openapi.json", view_func=_openapi)
    app.before_request(_name_request)
    app.after_request(_safe_headers)
    _register_errors(app)
    return app


def _openapi() -> Response:
    return Response(orjson.dumps(openapi.document()), content_type="application/json")


def _name_request() -> None:
    g.request_id = uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _safe_headers(response: Response) -> Response:
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
    response.headers["X-Request-Id"] = g.request_id
    return response


def _register_errors(app: Flask) -> None:
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(rounds.RuleBroken, _rule_broken)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _rule_broken(error: rounds.RuleBroken) -> Response:
    kinds: tuple[tuple[type[rounds.RuleBroken], type[Problem]], ...] = (
        (rounds.NotFound, NotFound),
        (rounds.Conflict, Conflict),
        (rounds.RuleBroken, Unprocessable),
    )
    kind = next(problem for rule, problem in kinds if isinstance(error, rule))
    return problem_response(kind(error.code, error.title.th, error.title.en, **error.details))


def _http_error(error: HTTPException) -> Response:
    if isinstance(error, RequestEntityTooLarge):
        problem: Problem = TooLarge(
            "too-large", "ข้อมูลมีขนาดใหญ่เกินไป", "The body is too large.", limit_bytes=LARGEST_BODY
        )
    else:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        problem = BadRequest(
            status.phrase.lower().replace(" ", "-"), _THAI.get(status, "ไม่สามารถดำเนินการได้"), f"{status.phrase}."
        )
        problem.status = status  # type: ignore[misc]
    response = problem_response(problem)
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


#: Thai titles of what Flask itself refuses.
_THAI = {
    HTTPStatus.NOT_FOUND: "ไม่พบหน้าที่ขอ",
    HTTPStatus.METHOD_NOT_ALLOWED: "ใช้วิธีนี้กับที่อยู่นี้ไม่ได้",
    HTTPStatus.BAD_REQUEST: "คำขอไม่ถูกต้อง",
}


def _unexpected(error: Exception) -> Response:
    log.exception("request.failed", method=request.method, path=request.path, exc_info=error)
    problem = BadRequest("internal-error", "ระบบขัดข้อง", "Something went wrong on our side.", request_id=g.request_id)
    problem.status = HTTPStatus.INTERNAL_SERVER_ERROR  # type: ignore[misc]
    return problem_response(problem)
