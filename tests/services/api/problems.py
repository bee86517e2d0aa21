"""What every problem document is."""

from typing import Any

from werkzeug.test import TestResponse

from services.api.problem_types import problem_types


def problem(response: TestResponse, status: int, code: str) -> dict[str, Any]:
    """The problem document of a response, complete and consistent."""
    document: dict[str, Any] = response.get_json()
    assert response.content_type == "application/problem+json"
    assert (response.status_code, document["status"], document["code"]) == (status, status, code), document
    assert document["type"] == f"/api/v1/problems/{code}"
    assert document["title"] == f"{document['titles']['th']} / {document['titles']['en']}"
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in document["titles"]["th"])
    assert document["detail"]
    assert problem_types()[code].status == status
    return document
