"""What can be wrong with a request, as RFC 9457 problem details with Thai and English sentences.

Problem
├── BadRequest              400  the request cannot be read
├── Unauthenticated         401  nobody knows who is asking
├── Forbidden               403  known, but not allowed
├── NotFound                404
├── MethodNotAllowed        405
├── Conflict                409  what is recorded already stands against it
├── PreconditionFailed      412
├── TooLarge                413
├── UnsupportedMediaType    415
├── Unprocessable           422  readable, but a value is not allowed
├── Broken                  500  a fault of ours
└── Unavailable             503  trying again later may work

Each problem is one class below these: ``code`` is stable (kebab-case), ``th`` and ``en`` are sentences for people with
words in braces filled from the details, and the docstring tells what to do about it. The rules of the assessment
(``shared.rounds``) are described in the same way; together they are what ``/api/v1/problems/<code>`` explains.
"""

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


class LoginNeeded(Unauthenticated):
    """The route is not open to everybody: send ``Authorization: Bearer …``, or log in."""

    code = "login-needed"
    th = "กรุณาเข้าสู่ระบบ"
    en = "Please log in, or send a bearer token."


class BadToken(Unauthenticated):
    """The token was never issued, was revoked, or its account is disabled."""

    code = "bad-token"
    th = "โทเคนใช้ไม่ได้"
    en = "The bearer token is not good for anything here."


class PermissionMissing(Forbidden):
    """The account's role, or the scopes of its token, do not include the ``permission`` that the route asks for."""

    code = "permission-missing"
    th = "บัญชีนี้ไม่มีสิทธิ์ทำรายการนี้"
    en = "This account may not do this."


class OtherUnit(Forbidden):
    """The account has the permission, but not in this unit."""

    code = "other-unit"
    th = "บัญชีนี้ไม่มีสิทธิ์ในหน่วยงานนี้"
    en = "This account has no rights in this unit."


class OtherDivision(Forbidden):
    """The account sees one division only, and this is another."""

    code = "other-division"
    th = "บัญชีนี้ไม่มีสิทธิ์ในกองบังคับการนี้"
    en = "This account has no rights in this division."


class FormNotOurs(BadRequest):
    """A browser that is logged in sent something without the token of a form of ours, or with an expired one."""

    code = "form-not-ours"
    th = "แบบฟอร์มนี้ใช้ไม่ได้แล้ว กรุณาเปิดหน้าใหม่แล้วส่งอีกครั้ง"
    en = "This form is no longer valid. Open the page again and send it once more."


class BadParameter(BadRequest):
    """A query parameter does not have the form that the description of the route gives."""

    code = "bad-parameter"
    th = "พารามิเตอร์ {parameter} ไม่ถูกต้อง ต้องเป็น {expected}"
    en = "{parameter} must be {expected}."


class BadCursor(BadRequest):
    """``cursor`` is not the ``next`` of a page of this list."""

    code = "bad-cursor"
    th = "cursor ไม่ถูกต้อง"
    en = "The cursor is not one that this list gave."


class BadIfMatch(BadRequest):
    """``If-Match`` takes ``*`` or exactly one strong version, such as ``"7"``. Survey answers take none."""

    code = "bad-if-match"
    th = 'If-Match ต้องเป็นรุ่นเดียว เช่น "7" หรือ *'
    en = 'If-Match takes one version, such as "7", or *; survey answers take none.'


class BadIdempotencyKey(BadRequest):
    """``Idempotency-Key`` has 1 to 200 visible ASCII characters."""

    code = "bad-idempotency-key"
    th = "Idempotency-Key ไม่ถูกต้อง ต้องมี 1 ถึง {longest} ตัวอักษร ASCII"
    en = "An Idempotency-Key has 1 to {longest} visible ASCII characters."


class BadText(BadRequest):
    """The address or a header holds a character that no text of ours can hold, such as NUL."""

    code = "bad-text"
    th = "คำขอมีอักขระที่ใช้ไม่ได้"
    en = "The request holds a character that cannot be kept."


class NotJson(BadRequest):
    """The body is not valid JSON in UTF-8, or nests too deeply; ``reason`` tells where it stops making sense."""

    code = "not-json"
    th = "อ่าน JSON ไม่ได้: {reason}"
    en = "The body is not valid JSON: {reason}"


class JsonExpected(UnsupportedMediaType):
    """Send the body as ``application/json`` (evidence files: ``multipart/form-data``)."""

    code = "json-expected"
    th = "ต้องส่งข้อมูลเป็น JSON"
    en = "Send the body as application/json."


class WrongShape(Unprocessable):
    """The body is JSON, but a field is unknown, missing or of another type; ``errors`` names it."""

    code = "wrong-shape"
    th = "ข้อมูลไม่ตรงตามรูปแบบ: {where} {message}"
    en = "The body does not have the expected shape: {where}: {message}"

    def __init__(self, where: str, message: str) -> None:
        super().__init__(where=where or "(body)", message=message, errors=[{"path": where, "message": message}])


class Unrecordable(Unprocessable):
    """A text or number has no exact, lasting form: a NUL, a lone surrogate, a number beyond 64 bits."""

    code = "unrecordable"
    th = "มีข้อความหรือตัวเลขที่บันทึกไม่ได้"
    en = "A text or a number cannot be kept as it is: a NUL character, a broken character, a huge number."


class BadChange(Unprocessable):
    """A change of a what-if cannot be imagined: no such item or survey, or a number out of its bounds."""

    code = "bad-change"
    th = "คาดการณ์ไม่ได้: {reason_th}"
    en = "That cannot be imagined: {reason_en}"


class UnknownUnit(NotFound):
    """Nobody has registered a unit under this code."""

    code = "unknown-unit"
    th = "ไม่พบหน่วยงาน {unit}"
    en = "There is no unit {unit}."


class UnknownRound(NotFound):
    """The unit has no round in this fiscal year."""

    code = "unknown-round"
    th = "หน่วยงาน {unit} ไม่มีรอบการประเมินปีงบประมาณ พ.ศ. {fiscal_year}"
    en = "Unit {unit} has no round in fiscal year {fiscal_year}."


class RoundNotOpenThen(NotFound):
    """On the day that ``as_of`` names nothing had been recorded of this round."""

    code = "round-not-open-then"
    th = "วันที่ {as_of} ยังไม่ได้เปิดรอบการประเมินนี้"
    en = "The round was not open on {as_of}."


class UnknownItem(NotFound):
    """The round's rubric has no such item."""

    code = "unknown-item"
    th = "ไม่พบข้อ {item}"
    en = "There is no item {item}."


class UnknownAudit(NotFound):
    """No audit with this id was asked for."""

    code = "unknown-audit"
    th = "ไม่พบการตรวจ {audit_id}"
    en = "There is no audit {audit_id}."


class UnknownEvidence(NotFound):
    """The round has no uploaded file under this id."""

    code = "unknown-evidence"
    th = "ไม่พบไฟล์หลักฐาน {evidence_id}"
    en = "There is no evidence file {evidence_id}."


class EvidenceLost(NotFound):
    """The file was recorded, but the evidence store no longer has it, or not as it was. Tell the operator."""

    code = "evidence-lost"
    th = "ไฟล์หลักฐาน {evidence_id} สูญหายหรือเสียหาย"
    en = "The evidence file {evidence_id} is missing from the store or damaged."


class UnknownRubric(NotFound):
    """This instance has no such rubric."""

    code = "unknown-rubric"
    th = "ไม่พบเกณฑ์ {rubric}"
    en = "There is no rubric {rubric}."


class UnknownYear(NotFound):
    """There are no criteria for this fiscal year."""

    code = "unknown-year"
    th = "ไม่มีเกณฑ์ของปีงบประมาณ พ.ศ. {year}"
    en = "There are no criteria for fiscal year {year}."


class UnknownFile(NotFound):
    """The file's address belongs to another release; open the page again."""

    code = "unknown-file"
    th = "ไม่พบไฟล์นี้"
    en = "There is no such file."


class UnknownProblem(NotFound):
    """No problem has this code."""

    code = "unknown-problem"
    th = "ไม่พบรหัสปัญหา {problem}"
    en = "There is no problem {problem}."


class IdempotencyKeyReused(Conflict):
    """The key stands for another request of the same account. Use a new key for a new request."""

    code = "idempotency-key-reused"
    th = "Idempotency-Key นี้ใช้กับข้อมูลอื่นไปแล้ว"
    en = "This Idempotency-Key was used for something else."


class VersionConflict(PreconditionFailed):
    """Somebody wrote in between. Read again, look at what changed, and send it with ``current_version``."""

    code = "version-conflict"
    th = "มีผู้แก้ไขไปแล้ว รุ่นปัจจุบันคือ {current_version}"
    en = "Somebody has written in between; the version is {current_version} now."


class Busy(Unavailable):
    """Others wrote at the same moment, again and again, or every connection is taken. Send it again."""

    code = "busy"
    th = "ระบบไม่ว่าง กรุณาลองใหม่"
    en = "Too many at once. Try again."


class DatabaseAway(Unavailable):
    """The database cannot be reached. A write may have been recorded: send it again with the same Idempotency-Key."""

    code = "database-away"
    th = "ฐานข้อมูลไม่ตอบ"
    en = "The database does not answer."


class PositionNotReached(Unavailable):
    """The views did not reach ``min_position`` within five seconds."""

    code = "position-not-reached"
    th = "ข้อมูลยังประมวลผลไม่ถึงตำแหน่ง {min_position}"
    en = "The views have not reached position {min_position} yet."


class TooManyStreams(Unavailable):
    """Every place for clients that follow the feed as server-sent events is taken."""

    code = "too-many-streams"
    th = "มีผู้ติดตามเหตุการณ์เต็มจำนวนแล้ว"
    en = "Too many clients follow the feed."
