"""The kinds of problem, one for each status, and how a broken rule of the assessment becomes one."""

from http import HTTPStatus
from typing import Any

from shared import rounds
from shared.events import Text


class Problem(Exception):
    """A request is refused. title: the sentence for people; details: plain values, what was given or is allowed."""

    status: HTTPStatus
    code: str
    th: str
    en: str

    def __init__(self, **details: Any) -> None:
        self.details = details
        self.title = Text(th=self.th.format(**details), en=self.en.format(**details))
        super().__init__(f"{self.code}: {self.title.en}")


class BadRequest(Problem):
    """The request cannot be read."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad-request"
    th = "คำขอไม่ถูกต้อง"
    en = "The request cannot be read."


class Unauthenticated(Problem):
    """Nobody knows who is asking."""

    status = HTTPStatus.UNAUTHORIZED


class Forbidden(Problem):
    """Known, but not allowed."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """Nothing has this address."""

    status = HTTPStatus.NOT_FOUND
    code = "not-found"
    th = "ไม่พบหน้าที่ขอ"
    en = "There is nothing at this address."


class MethodNotAllowed(Problem):
    """The address exists, but takes other methods: the header ``Allow`` names them."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    code = "method-not-allowed"
    th = "ใช้วิธีนี้กับที่อยู่นี้ไม่ได้"
    en = "This address does not take this method."


class Conflict(Problem):
    """What is recorded already stands against it."""

    status = HTTPStatus.CONFLICT


class PreconditionFailed(Problem):
    """If-Match names another version."""

    status = HTTPStatus.PRECONDITION_FAILED


class TooLarge(Problem):
    """The body is larger than anything that is taken; ``limit_bytes`` tells how much is."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "too-large"
    th = "ข้อมูลมีขนาดใหญ่เกินไป"
    en = "The body is too large."


class UnsupportedMediaType(Problem):
    """The body is of a kind that the route does not read."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooMany(Problem):
    """More at a time than anybody's share. details: ``seconds`` until it may be tried again."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class Unprocessable(Problem):
    """Readable, but a value is not allowed."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class Broken(Problem):
    """A fault of ours. The log is as it was; tell the operator the ``request_id``."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "internal-error"
    th = "ระบบขัดข้อง"
    en = "Something went wrong on our side."


class Unavailable(Problem):
    """It cannot be answered now; trying again later may work."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class RuleRefused(Problem):
    """A rule of the assessment refused a command; it speaks for itself."""

    def __init__(self, rule: rounds.RuleBroken) -> None:
        Exception.__init__(self, str(rule))
        self.status, self.code, self.th, self.en = status_of(rule), rule.code, rule.th, rule.en
        self.details, self.title = rule.details, rule.title


def status_of(rule: rounds.RuleBroken) -> HTTPStatus:
    """The status that answers a broken rule."""
    return status_of_kind(type(rule))


def status_of_kind(rule: type[rounds.RuleBroken]) -> HTTPStatus:
    """The status of a rule's kind: what is named does not exist, cannot be now, or cannot be at all."""
    if issubclass(rule, rounds.NotFound):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.CONFLICT if issubclass(rule, rounds.Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY
