"""Reading a request's JSON body into the command that it asks for, with a precise problem where it does not fit."""

from functools import cache
from typing import Any, TypeVar

import msgspec
from flask import request
from msgspec import Struct

from services.api.problems import JsonExpected, NotJson, WrongShape

#: Largest JSON body, in bytes: a committee with all its duties takes a hundredth.
LARGEST_JSON = 1024 * 1024

Shape = TypeVar("Shape", bound=Struct)


def read_body() -> dict[str, Any]:
    """The body as a JSON object. Raises JsonExpected, NotJson, or WrongShape for anything but an object."""
    if not request.is_json:
        raise JsonExpected(given=request.mimetype)
    request.max_content_length = LARGEST_JSON
    try:
        body = msgspec.json.decode(request.get_data())
    except RecursionError as error:
        raise NotJson(reason="it nests too deeply") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotJson(reason=str(error)) from error
    if not isinstance(body, dict):
        raise WrongShape("", "Expected an object")
    return body


def shaped(body: dict[str, Any], shape: type[Shape], **from_path: Any) -> Shape:
    """The body and the path's arguments as ``shape``. Raises WrongShape naming the field that does not fit."""
    fields = _fields(shape) - set(from_path)
    for name in body.keys() - fields:
        raise WrongShape(name, f"Unknown field; known: {', '.join(sorted(fields))}")
    try:
        return msgspec.convert({**body, **from_path}, shape)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at `$")
        raise WrongShape(where.rstrip("`").lstrip("."), message) from error


@cache
def _fields(shape: type[Struct]) -> frozenset[str]:
    """The names that a body of this shape may have; working them out takes longer than reading a body."""
    return frozenset(field.encode_name for field in msgspec.structs.fields(shape))
