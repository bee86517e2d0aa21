"""The OpenAPI 3.1 description, made from the route table and the shapes of the bodies."""

import re
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec
from msgspec import Struct

from services.api.problem_types import problem_types
from services.api.routing import JSON, ROUTES, Route
from services.api.writes import LONGEST_KEY
from shared.access import Permission

#: How the converters of paths read in OpenAPI.
_CONVERTERS = {"year": {"type": "integer", "minimum": 1000, "maximum": 9999}, "": {"type": "string"}}
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFERENCE = "#/components/schemas/{name}"

#: Permissions that everybody has.
_OPEN = frozenset({Permission.PUBLIC_READ, Permission.RESPOND})

_DESCRIPTION = (
    "Records the yearly Integrity and Transparency Assessment (ITA) of Thai public bodies and answers its projected "
    "score. Writes append events; reads come from views and carry X-Log-Position. Fiscal years are Buddhist; times are "
    "UTC; scores are decimal strings."
)
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
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
_WRITE_HEADERS = (
    {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same request with the same key is recorded once; the first answer comes back.",
        "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
    },
    {
        "name": "If-Match",
        "in": "header",
        "description": 'The version that the stream written must have, e.g. "7"; or *. Not for survey answers.',
        "schema": {"type": "string"},
    },
)


@cache
def document() -> dict[str, Any]:
    """The whole description. Paths follow the order of the route table."""
    paths: dict[str, dict[str, Any]] = {}
    for entry in ROUTES:
        paths.setdefault(_openapi_path(entry), {})[entry.method.lower()] = _operation(entry)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sucharit", "version": version("sucharit"), "description": _DESCRIPTION},
        "paths": paths,
        "components": {
            "schemas": {**_body_schemas(), "Recorded": _RECORDED, "Problem": _problem()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _body_schemas() -> dict[str, Any]:
    """The shapes of all bodies and what they consist of, without what the path gives."""
    bodies = {entry.body: entry for entry in ROUTES if entry.body}
    _, schemas = msgspec.json.schema_components(sorted(bodies, key=lambda body: body.__name__), ref_template=_REFERENCE)
    # Defaults are tuples in our shapes; JSON knows only lists.
    components: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(schemas))
    for body, entry in bodies.items():
        _leave_to_path(components[body.__name__], entry)
    return components


def _leave_to_path(schema: dict[str, Any], entry: Route) -> None:
    given = {"fiscal_year" if name == "year" else name for _, name in _PARAMETER.findall(entry.rule)}
    schema["properties"] = {name: kind for name, kind in schema["properties"].items() if name not in given}
    schema["required"] = [name for name in schema.get("required", []) if name not in given]
    schema["additionalProperties"] = False


def _problem() -> dict[str, Any]:
    properties = {
        "type": {"type": "string", "description": "Where the problem is explained."},
        "title": {"type": "string", "description": "Thai / English"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": list(problem_types())},
        "titles": {"type": "object", "properties": {"th": {"type": "string"}, "en": {"type": "string"}}},
        "details": {"type": "object", "description": "What was given, and what would be allowed."},
    }
    return {"type": "object", "required": list(properties), "properties": properties}


def _openapi_path(entry: Route) -> str:
    return _PARAMETER.sub(r"{\2}", entry.rule)


def _operation(entry: Route) -> dict[str, Any]:
    path = _openapi_path(entry)
    operation: dict[str, Any] = {
        "operationId": entry.method.lower() + re.sub(r"\W+", "_", path).rstrip("_"),
        "summary": entry.summary,
        "tags": [entry.tag],
        "x-permission": entry.permission.value,
        "parameters": [*_path_parameters(entry), *_query_parameters(entry), *(_WRITE_HEADERS if entry.writes else ())],
        "responses": {**_success(entry), "default": _content("A problem", "application/problem+json", "Problem")},
        "security": [{}, {"token": []}] if entry.permission in _OPEN else [{"token": []}],
    }
    if entry.body or entry.upload is not None:
        operation["requestBody"] = {"required": True, "content": _body_content(entry.body, entry.upload)}
    return operation


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


def _body_content(body: type[Struct] | None, upload: dict[str, bool] | None) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if body is not None:
        content[JSON] = {"schema": {"$ref": _REFERENCE.format(name=body.__name__)}}
    return content if upload is None else {**content, "multipart/form-data": {"schema": _form(upload)}}


def _form(fields: dict[str, bool]) -> dict[str, Any]:
    needed = [name for name, is_needed in fields.items() if is_needed]
    properties = {"file": _FILE, **{name: {"type": "string"} for name in fields}}
    return {"type": "object", "required": [*needed, "file"], "properties": properties}


def _success(entry: Route) -> dict[str, Any]:
    if entry.writes and entry.media_types == (JSON,):
        return {"201": _content("Recorded", "application/json", "Recorded")}
    content: dict[str, Any] = {media_type: {} for media_type in entry.media_types}
    return {"200": {"description": "The answer", "content": content}}


def _content(description: str, media_type: str, schema: str) -> dict[str, Any]:
    reference = {"$ref": _REFERENCE.format(name=schema)}
    return {"description": description, "content": {media_type: {"schema": reference}}}
