"""Reading a request's JSON body into the command that it asks for, with a precise problem where it does not fit."""

from typing import Any, TypeVar

import msgspec
from flask import request
from msgspec import Struct

from services.api.problems import BadRequest, UnsupportedMediaType, Unprocessable

Shape = TypeVar("Shape", bound=Struct)


def read_body() -> dict[str, Any]:
    """The body as a JSON object. Raises UnsupportedMediaType, BadRequest or Unprocessable (not an object)."""
    if not request.is_json:
        raise UnsupportedMediaType(
            "json-expected", "ต้องส่งข้อมูลเป็น JSON", "Send the body as application/json.", given=request.mimetype
        )
    try:
        body = msgspec.json.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadRequest("not-json", "อ่าน JSON ไม่ได้", "The body is not valid JSON.", reason=str(error)) from error
    if not isinstance(body, dict):
        raise wrong_shape("", "Expected an object")
    return body


def shaped(body: dict[str, Any], shape: type[Shape], **from_path: Any) -> Shape:
    """The body and the path's arguments as ``shape``. Raises Unprocessable naming the field that does not fit."""
    fields = {field.encode_name for field in msgspec.structs.fields(shape)}
    for name in body:
        if name not in fields - set(from_path):
            raise wrong_shape(name, f"Unknown field; known: {', '.join(sorted(fields - set(from_path)))}")
    try:
        return msgspec.convert({**body, **from_path}, shape)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        raise wrong_shape(where.rstrip("`").lstrip("."), message) from error


def wrong_shape(path: str, message: str) -> Unprocessable:
    """The problem of a body whose field at ``path`` does not fit."""
    return Unprocessable(
        "wrong-shape",
        "ข้อมูลไม่ตรงตามรูปแบบ",
        "The body does not have the expected shape.",
        errors=[{"path": path, "message": message}],
    )
