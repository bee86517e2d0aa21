"""Failures of ours, what is logged of a request, what each problem means, and who a session is."""

from collections.abc import Callable

import pytest
from flask import Flask, request

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.problems import problem

Prepare = Callable[[], None]


@pytest.fixture(autouse=True)
def round_opened(mukdahan: Prepare) -> None:
    mukdahan()


def test_an_unexpected_failure_tells_nothing_of_the_inside(
    api: Api, operator: Headers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"cannot handle {request.get_json()['officer']}")

    api.app.testing = False
    monkeypatch.setattr("services.api.writes.execute", fail)
    with api.untouched():
        answer = api.post(f"{ROUND}/administrator", {"officer": "วลัยพร จงรักษ์"}, operator)
    document = problem(answer, 500, "internal-error")
    assert document["details"] == {"request_id": answer.headers["X-Request-Id"]}
    logged = "".join(capsys.readouterr())
    assert document["details"]["request_id"] in logged
    assert "RuntimeError" in logged and "writes.py" in logged
    assert "วลัยพร" not in logged, "people's names stay out of the log of the machine"
    assert "cannot handle" not in answer.text and "writes.py" not in answer.text


def test_what_people_enter_is_not_logged(api: Api, operator: Headers, capsys: pytest.CaptureFixture[str]) -> None:
    for body in ({"officer": "วลัยพร จงรักษ์"}, {"officer": "สมชาย ใจดี"}, {"officer": ["สมชาย"]}, {"officer": "\0สมชาย"}):
        api.post(f"{ROUND}/administrator", body, operator)
    api.get("/api/v1/units", operator, search="สมชาย")
    logged = "".join(capsys.readouterr())
    assert "สมชาย" not in logged and "วลัยพร" not in logged


def test_every_problem_is_explained_where_its_type_leads(api: Api) -> None:
    listed = api.get("/api/v1/problems").get_json()["problems"]
    assert len(listed) > 60
    for entry in listed:
        explained = api.get(entry["type"]).get_json()
        assert explained == entry
        assert explained["meaning"] and explained["titles"]["th"] and explained["titles"]["en"]


def test_the_head_may_not_be_spoofed_by_a_session_without_a_form(api: Api) -> None:
    app: Flask = api.app
    api.context.accounts.create("boss", Role.HEAD, by="test", unit="TH-49")
    with api.client.session_transaction() as session:
        session["account"] = "boss"
    app.config["WTF_CSRF_ENABLED"] = True
    with api.untouched():
        problem(api.post(f"{ROUND}/staff-count", {"eligible": 48}), 400, "form-not-ours")
