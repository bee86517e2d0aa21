"""Requests that cannot be read, or hold values that are not allowed."""

from services.api.problems.kinds import BadRequest, Unprocessable, UnsupportedMediaType


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
