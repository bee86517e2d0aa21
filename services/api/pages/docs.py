"""The interface for programs, described for people, from the same description that programs read."""

from collections.abc import Iterator
from typing import Any

import orjson
from flask.typing import ResponseReturnValue
from msgspec import Struct

from services.api import openapi
from services.api.context import context
from services.api.pages import links
from services.api.pages.rendering import render
from services.api.routing import JSON, page
from shared.access import Permission

#: Values that make an example readable, by the parameter's name.
EXAMPLES = {"unit": "TH-49", "year": "2567", "item": "O6", "rubric": "2567-provincial-immigration"}


class Field(Struct, frozen=True):
    """A field of a body. kind: its type in words."""

    name: str
    kind: str
    required: bool


class Operation(Struct, frozen=True):
    """One route."""

    id: str
    method: str
    path: str
    summary: str
    permission: str
    parameters: tuple[dict[str, Any], ...]
    fields: tuple[Field, ...]
    upload: tuple[str, ...]
    curl: str


@page("GET", links.DOCS, Permission.PUBLIC_READ)
def docs_page() -> ResponseReturnValue:
    chapters: dict[str, list[Operation]] = {}
    for tag, operation in _operations(openapi.document()):
        chapters.setdefault(tag, []).append(operation)
    return render("docs.html", chapters=chapters, info=openapi.document()["info"], address=context().settings.address)


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            body = _body(found, schemas)
            yield (
                found["tags"][0],
                Operation(
                    id=found["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=found["summary"],
                    permission=found["x-permission"],
                    parameters=tuple(found["parameters"]),
                    fields=tuple(_fields(body)),
                    upload=tuple(_form(found)),
                    curl=_curl(method, path, body, form=_form(found)),
                ),
            )


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any] | None:
    """The shape of the JSON that an operation takes; None if it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    if JSON not in content:
        return None
    schema: dict[str, Any] = schemas[content[JSON]["schema"]["$ref"].rpartition("/")[2]]
    return schema


def _form(operation: dict[str, Any]) -> dict[str, Any]:
    """The fields of the form with a file that an operation takes; empty if it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    fields: dict[str, Any] = content.get("multipart/form-data", {"schema": {"properties": {}}})["schema"]["properties"]
    return fields


def _fields(body: dict[str, Any] | None) -> Iterator[Field]:
    for name, schema in (body or {}).get("properties", {}).items():
        yield Field(name, kind_of(schema), name in (body or {}).get("required", []))


def kind_of(schema: dict[str, Any]) -> str:
    """A JSON schema's type in a few words: ``string | null``, ``array of Officer``."""
    if "anyOf" in schema:
        return " | ".join(map(kind_of, schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return f"array of {kind_of(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type", "any"))


def _curl(method: str, path: str, body: dict[str, Any] | None, *, form: dict[str, Any]) -> str:
    for name, value in EXAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    words = [f'curl -H "Authorization: Bearer $TOKEN" {context().settings.address}{path}']
    if body is None and form:
        words.append("  -F file=@…")
    elif method == "post":
        words.append(f"  --json '{orjson.dumps(_sample(body or {})).decode()}'")
    return " \\\n".join(words)


def _sample(body: dict[str, Any]) -> dict[str, Any]:
    """An object with the required fields, each with a value of its type."""
    return {name: _value(name, body["properties"][name]) for name in body.get("required", [])}


def _value(name: str, schema: dict[str, Any]) -> Any:
    if name in EXAMPLES:
        return EXAMPLES[name]
    if "enum" in schema:
        return schema["enum"][0]
    samples = {"integer": 1, "boolean": True, "array": [], "object": {}, "string": "…"}
    if schema.get("format") == "date":
        return "2024-02-29"
    return samples.get(schema.get("type", "string"), "…")
