"""The description of the interface is valid OpenAPI 3.1, complete, and true."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from services.api import openapi
from services.api.routing import ROUTES
from tests.services.api.conftest import ROUND, RUBRIC, Api, Headers

Prepare = Callable[[], None]

#: What makes a described body acceptable in Mukdahan's round, where a value made from its type alone is not.
MEANINGFUL: dict[str, Any] = {
    "name": "ประชา สุจริต",
    "officer": "วลัยพร จงรักษ์",
    "officers": ["วลัยพร จงรักษ์"],
    "item": "O1",
    "group": "labour_leader",
    "work_line": "administration",
    "dated": "2023-12-28",
    "reported_on": "2024-02-05",
    "started_at": "2024-01-10T02:00:00Z",
    "url": "https://example.com/o1",
    "website_url": "https://example.com",
    "unit": "TH-50",
    "fiscal_year": 2567,
    "rubric": RUBRIC,
    "eligible": 48,
    "minimum": 10,
    "total": 10,
}


@pytest.fixture
def document(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/api/v1/openapi.json").get_json()
    return found


def sample(schema: dict[str, Any], schemas: dict[str, Any], name: str = "") -> Any:
    """A value by the schema: required fields only, meaningful where the name says so."""
    if "$ref" in schema:
        return sample(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    if schema.get("type") == "object":
        required = schema.get("required", [])
        return {field: sample(schema["properties"][field], schemas, field) for field in required}
    if schema.get("type") == "array" and "$ref" in schema.get("items", {}):
        return [sample(schema["items"], schemas, name)]
    if name in MEANINGFUL:
        return MEANINGFUL[name]
    return _plain(schema)


def _plain(schema: dict[str, Any]) -> Any:
    if schema.get("format") == "date":
        return "2024-02-29"
    if "enum" in schema:
        return schema["enum"][0]
    return {"string": "ข้อความ", "integer": 1, "boolean": True, "array": ["ข้อความ"]}[schema["type"]]


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(document).validate()


def test_it_describes_exactly_the_routes_there_are(document: dict[str, Any]) -> None:
    described = {(method, path) for path, methods in document["paths"].items() for method in methods}
    declared = {(entry.method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", entry.rule)) for entry in ROUTES}
    assert described == declared
    ids = [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]
    assert len(ids) == len(set(ids))


def test_each_operation_tells_its_permission_and_its_problems(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["x-permission"] and operation["summary"]
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_bodies_made_from_the_description_are_taken(
    api: Api, operator: Headers, mukdahan: Prepare, document: dict[str, Any], subtests: pytest.Subtests
) -> None:
    mukdahan()
    schemas = document["components"]["schemas"]
    works = [
        "/units", "/units/{unit}/website", "officers", "staff-count", "order", "committee", "administrator", "calendar",
        "quotas", "coordinators", "meetings", "measures", "progress", "assignments", "evidence", "submissions",
        "approvals", "item-scores", "/units/{unit}/audits", "certification",
    ]  # fmt: skip
    for path in works:
        full = f"/api/v1{path}" if path.startswith("/") else f"/api/v1/units/{{unit}}/rounds/{{year}}/{path}"
        content = document["paths"][full]["post"]["requestBody"]["content"]
        body = sample(content["application/json"]["schema"], schemas)
        with subtests.test(path=path):
            answer = api.post(full.format(unit="TH-49", year=2567), body, operator)
            assert answer.status_code == 201, (body, answer.get_json())
            recorded = answer.get_json()
            assert set(schemas["Recorded"]["required"]) <= recorded.keys()


def test_a_described_body_takes_nothing_else(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for entry in ROUTES:
        if entry.body:
            described = schemas[entry.body.__name__]
            assert described["additionalProperties"] is False
            assert "fiscal_year" not in described["properties"] or "<year:year>" not in entry.rule


def test_assignments_evidence_and_approvals_read_as_agreed(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    supervisor = schemas["AssignmentBody"]["properties"]["supervisor"]
    assert {kind["type"] for kind in supervisor["anyOf"]} == {"string", "array"}
    assert schemas["ApprovalBody"]["properties"]["decision"]["enum"] == ["approved", "returned"]
    evidence = document["paths"]["/api/v1/units/{unit}/rounds/{year}/evidence"]["post"]["requestBody"]["content"]
    assert evidence.keys() == {"application/json", "multipart/form-data"}
    assert evidence["multipart/form-data"]["schema"]["required"] == ["item", "file"]


def test_one_or_several_supervisors_are_recorded(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    for given, kept in (
        ("สุปราณี เรือนใสแก้ว", ["สุปราณี เรือนใสแก้ว"]),
        (["สุปราณี เรือนใสแก้ว", "ธนิษฐา คณานันท์"], ["สุปราณี เรือนใสแก้ว", "ธนิษฐา คณานันท์"]),
    ):
        body = {"item": "O1", "officers": ["วลัยพร จงรักษ์"], "supervisor": given}
        answer = api.post(f"{ROUND}/assignments", body, operator)
        assert answer.get_json()["events"][0]["data"]["supervisors"] == kept


def test_the_description_is_made_once() -> None:
    assert openapi.document() is openapi.document()
