"""The OpenAPI 3.1 description, made from the route table and the shapes of the commands."""

import re
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from services.api.routing import ROUTES, Route

#: How Flask's converters read in OpenAPI.
_CONVERTERS = {"int": {"type": "integer"}, "": {"type": "string"}}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFERENCE = "#/components/schemas/{name}"

_RECORDED = {
    "type": "object",
    "required": ["stream", "version", "position", "events"],
    "properties": {
        "stream": {"type": "string"},
        "version": {"type": "integer"},
        "position": {"type": "integer"},
        "events": {"type": "array", "items": {"type": "object"}},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "Thai / English"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
    },
}


@cache
def document() -> dict[str, Any]:
    """The whole description. Path items follow the order of the route table."""
    bodies = sorted({entry.body for entry in ROUTES if entry.body}, key=lambda body: body.__name__)
    _, schemas = msgspec.json.schema_components(bodies, ref_template=_REFERENCE)
    # Defaults are tuples in our shapes; JSON knows only lists.
    components: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schemas))
    for entry in ROUTES:
        if entry.body:
            _leave_to_path(components[entry.body.__name__], entry)
    paths: dict[str, dict[str, Any]] = {}
    for entry in ROUTES:
        paths.setdefault(_openapi_path(entry.rule), {})[entry.method.lower()] = _operation(entry)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sucharit", "version": version("sucharit"), "description": _DESCRIPTION},
        "paths": paths,
        "components": {
            "schemas": {**components, "Recorded": _RECORDED, "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_DESCRIPTION = (
    "Records the yearly Integrity and Transparency Assessment (ITA) of Thai public bodies and answers its projected "
    "score. Writes append events; reads come from views and carry X-Log-Position. Fiscal years are Buddhist; times are "
    "UTC; scores are decimal strings."
)


def _leave_to_path(schema: dict[str, Any], entry: Route) -> None:
    """What the path gives is not asked for in the body."""
    given = {"fiscal_year" if name == "year" else name for _, name in _PARAMETER.findall(entry.rule)}
    for name in given & set(schema["properties"]):
        del schema["properties"][name]
    schema["required"] = [name for name in schema.get("required", []) if name not in given]


def _openapi_path(rule: str) -> str:
    return _PARAMETER.sub(r"{\2}", rule)


def _operation(entry: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(entry),
        "summary": entry.summary,
        "tags": [entry.tag],
        "x-permission": entry.permission.value,
        "parameters": [*_path_parameters(entry), *_query_parameters(entry), *_header_parameters(entry)],
        "responses": _responses(entry),
        "security": [{"token": []}],
    }
    if entry.body:
        operation["requestBody"] = {"required": True, "content": _body_content(entry)}
    return operation


def _operation_id(entry: Route) -> str:
    return entry.method.lower() + re.sub(r"\W+", "_", _openapi_path(entry.rule)).rstrip("_")


def _path_parameters(entry: Route) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _CONVERTERS[converter]}
        for converter, name in _PARAMETER.findall(entry.rule)
    ]


def _query_parameters(entry: Route) -> list[dict[str, Any]]:
    return [
        {"name": query.name, "in": "query", "description": query.description, "schema": query.schema}
        for query in entry.query
    ]


def _header_parameters(entry: Route) -> list[dict[str, Any]]:
    if not entry.writes:
        return []
    return [
        {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 200}},
        {"name": "If-Match", "in": "header", "schema": {"type": "string"}, "description": 'A version, e.g. "7".'},
    ]


def _body_content(entry: Route) -> dict[str, Any]:
    assert entry.body is not None
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": _REFERENCE.format(name=entry.body.__name__)}}}
    if entry.upload:
        content["multipart/form-data"] = {
            "schema": {
                "type": "object",
                "required": ["item", "file"],
                "properties": {
                    "item": {"type": "string"},
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                    "note": {"type": "string"},
                },
            }
        }
    return content


def _responses(entry: Route) -> dict[str, Any]:
    problem = {"description": "A problem", "content": {"application/problem+json": {"schema": {
        "$ref": _REFERENCE.format(name="Problem")}}}}
    if entry.writes:
        schema = {"$ref": _REFERENCE.format(name="Recorded")}
        return {"201": {"description": "Recorded", "content": {"application/json": {"schema": schema}}},
                "default": problem}
    content = {media_type: {} for media_type in entry.media_types}
    return {"200": {"description": "The answer", "content": content}, "default": problem}
