"""Bad input of every kind gets a problem document, and the log stays as it was."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from services.api.commands.evidence import file_name
from services.api.problem_types import problem_types
from services.api.routing import LARGEST_BODY, ROUTES
from services.api.writes import LONGEST_KEY
from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.test_permissions import address

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]

UNIT = {"unit": "TH-50", "name_th": "ตม.จว.ทดสอบ", "name_en": "Test"}
O1 = {"item": "O1", "officers": ["วลัยพร จงรักษ์"]}


@pytest.fixture(autouse=True)
def round_opened(mukdahan: Prepare) -> None:
    mukdahan()


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


BODIES: tuple[tuple[str, bytes, int, str], ...] = (
    ("staff-count", b"", 400, "not-json"),
    ("staff-count", b"{", 400, "not-json"),
    ("staff-count", b"\xff\xfe", 400, "not-json"),
    ("staff-count", b'{"eligible": "\xff"}', 400, "not-json"),
    ("staff-count", b'{"eligible": NaN}', 400, "not-json"),
    ("staff-count", b'{"eligible": 1e999}', 400, "not-json"),
    ("staff-count", b'{"eligible": ' + b"9" * 5000 + b"}", 400, "not-json"),
    ("order", b'{"number": "\\ud800", "dated": "2023-12-28", "title": "x"}', 400, "not-json"),
    ("staff-count", b"[" * 100_000, 400, "not-json"),
    ("staff-count", b'{"eligible":' * 5000 + b"1" + b"}" * 5000, 400, "not-json"),
    ("staff-count", b"[]", 422, "wrong-shape"),
    ("staff-count", b'"48"', 422, "wrong-shape"),
    ("staff-count", b"null", 422, "wrong-shape"),
    ("staff-count", b"{}", 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48.0}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": "48"}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": true}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48, "unit": "TH-50"}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48, "fiscal_year": 2568}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48, "more": 1}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48, "as_of": "2024-02-30"}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": 48, "as_of": "31/03/2567"}', 422, "wrong-shape"),
    ("staff-count", b'{"eligible": -1}', 422, "bad-number"),
    ("staff-count", b'{"eligible": 99999999999999999999999999}', 422, "unrecordable"),
    ("order", b'{"number": "1\\u0000", "dated": "2023-12-28", "title": "x"}', 422, "unrecordable"),
    ("order", b'{"number": "1", "dated": "2013-12-28", "title": "x"}', 422, "date-outside-round"),
    ("order", b'{"number": "1", "dated": "2023-12-28", "title": ""}', 422, "text-missing"),
)


def test_a_body_that_does_not_fit(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for path, body, status, code in BODIES:
        with subtests.test(path=path, body=body[:80]), api.untouched():
            answer = api.client.post(f"{ROUND}/{path}", data=body, headers=operator, content_type="application/json")
            problem(answer, status, code)


def test_the_field_that_does_not_fit_is_named(api: Api, operator: Headers) -> None:
    body = {"officers": [{"name": "ก"}, {"name": 5}]}
    document = problem(api.post(f"{ROUND}/officers", body, operator), 422, "wrong-shape")
    assert document["details"]["errors"] == [{"path": "officers[1].name", "message": "Expected `str`, got `int`"}]
    assert "officers[1].name" in document["detail"]


VALUES: tuple[tuple[str, dict[str, Any], int, str], ...] = (
    ("/api/v1/units/TH-99/rounds", {"fiscal_year": 2567, "rubric": "2567-provincial-immigration"}, 404, "unknown-unit"),
    ("/api/v1/units/TH-49/rounds", {"fiscal_year": 2568, "rubric": "../../etc/passwd"}, 404, "unknown-rubric"),
    ("/api/v1/units", {**UNIT, "unit": "TH 49"}, 422, "bad-unit-code"),
    ("/api/v1/units", {**UNIT, "unit": "TH-50\0"}, 422, "bad-unit-code"),
    ("/api/v1/units", {**UNIT, "unit": "TH-49"}, 409, "unit-registered-already"),
    ("/api/v1/units", {**UNIT, "website_url": "javascript:alert(1)"}, 422, "bad-link"),
    ("/api/v1/units", {**UNIT, "division": 7}, 422, "unknown-division"),
    ("/api/v1/units/TH-49/rounds/2566/staff-count", {"eligible": 48}, 404, "unknown-round"),
    ("/api/v1/units/TH-49/audits", {"items": ["O1"]}, 409, "website-missing"),
    ("/api/v1/units/TH-49/audits", {"scheduled": True}, 422, "wrong-shape"),
    ("/api/v1/units/TH-49/audits", {"fiscal_year": 10**40}, 404, "unknown-round"),
    ("/api/v1/units/TH-99/audits", {}, 404, "unknown-unit"),
    (f"{ROUND}/assignments", {**O1, "item": "O99"}, 404, "unknown-item"),
    (f"{ROUND}/assignments", {**O1, "officers": ["สมชาย ใจดี"]}, 422, "person-not-in-unit"),
    (f"{ROUND}/assignments", {**O1, "supervisor": 5}, 422, "wrong-shape"),
    (f"{ROUND}/assignments", {**O1, "due": "2099-01-01"}, 422, "date-outside-round"),
    (f"{ROUND}/coordinators", {"group": "labour_leader", "work_line": "งานครัว"}, 422, "unknown-work-line"),
    (f"{ROUND}/quotas", {"instrument": "EIT3", "minimum": 1}, 422, "wrong-shape"),
    (f"{ROUND}/approvals", {"item": "O1", "decision": "approved"}, 409, "nothing-submitted"),
    (f"{ROUND}/approvals", {"item": "O1", "decision": "perhaps"}, 422, "wrong-shape"),
    (f"{ROUND}/approvals", {"item": "O1", "decision": "returned"}, 409, "nothing-submitted"),
    (f"{ROUND}/submissions", {"item": "O1"}, 409, "evidence-missing"),
    (f"{ROUND}/appeals", {"item": "O1", "explanation": "x"}, 409, "not-scored"),
    (f"{ROUND}/appeal-decisions", {"item": "O1", "met": True, "reason": "x"}, 404, "no-appeal"),
    (f"{ROUND}/evidence", {"item": "O1", "url": "javascript:alert(1)"}, 422, "bad-link"),
    (f"{ROUND}/evidence", {"item": "O1", "url": "ftp://example.com/a"}, 422, "bad-link"),
    (f"{ROUND}/evidence", {"item": "O1", "url": "https://example.com/a", "note": "\0"}, 422, "unrecordable"),
)


def test_a_value_that_cannot_be(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for path, body, status, code in VALUES:
        with subtests.test(path=path, body=str(body)), api.untouched():
            problem(api.post(path, body, operator), status, code)


def test_a_name_that_is_merely_similar_is_answered_with_the_name_that_may_be_meant(api: Api, operator: Headers) -> None:
    with api.untouched():
        answer = api.post(f"{ROUND}/assignments", {**O1, "officers": ["วลัยพร จงรักย์"]}, operator)
    assert "วลัยพร จงรักษ์" in str(problem(answer, 422, "person-name-unclear")["details"]["suggestions"])


def test_an_answer_sheet_is_whole_and_within_its_questions(api: Api, answers: Sheet) -> None:
    whole = answers("IIT", "most")
    sheets = (
        ({**whole, "i1": "excellent"}, "unknown-option"),
        ({**whole, "i99": "most"}, "unknown-question"),
        ({**whole, "e1": "most"}, "question-of-another-instrument"),
        ({name: option for name, option in whole.items() if name != "i7"}, "answers-missing"),
        ({}, "answers-missing"),
        ({**whole, "i1": 3}, "wrong-shape"),
        ({**whole, "\0": "most"}, "unknown-question"),
    )
    for sheet, code in sheets:
        with api.untouched():
            problem(api.post(f"{ROUND}/responses", {"instrument": "IIT", "answers": sheet}), 422, code)
    with api.untouched():
        body = {"instrument": "IIT", "answers": whole, "work_line": "ครัว"}
        problem(api.post(f"{ROUND}/responses", body), 422, "unknown-work-line")
        problem(api.post(f"{ROUND}/responses", {**body, "day": "2024-01-05"}), 422, "wrong-shape")


def test_a_certified_round_takes_no_more_work(api: Api, operator: Headers) -> None:
    assert api.post(f"{ROUND}/certification", {}, operator).status_code == 201
    with api.untouched():
        problem(api.post(f"{ROUND}/staff-count", {"eligible": 48}, operator), 409, "round-certified")
        problem(api.post(f"{ROUND}/certification", {}, operator), 409, "round-certified-already")


def test_particulars_never_hide_the_status(api: Api, operator: Headers) -> None:
    api.post(f"{ROUND}/evidence", {"item": "O1", "url": "https://example.com/a"}, operator)
    api.post(f"{ROUND}/submissions", {"item": "O1"}, operator)
    document = problem(api.post(f"{ROUND}/submissions", {"item": "O1"}, operator), 409, "submitted-already")
    assert document["details"]["status"] == "submitted", "a rule may call a particular as RFC 9457 calls its own"


def test_if_match_takes_one_version(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for sent in ("7, 8", '"7", "8"', 'W/"7"', "7", '"x"', '"๗"', '""', "", '"-1"', f'"{"9" * 30}"'):
        headers = {**operator, "If-Match": sent.encode().decode("latin-1")}
        with subtests.test(sent=sent), api.untouched():
            problem(api.post(f"{ROUND}/staff-count", {"eligible": 48}, headers), 400, "bad-if-match")


def test_if_match_star_means_whatever_version_there_is(api: Api, operator: Headers) -> None:
    assert api.post(f"{ROUND}/staff-count", {"eligible": 48}, {**operator, "If-Match": "*"}).status_code == 201


def test_another_version_and_a_version_for_answers_are_refused(api: Api, operator: Headers, answers: Sheet) -> None:
    with api.untouched():
        stale = api.post(f"{ROUND}/staff-count", {"eligible": 48}, {**operator, "If-Match": '"99"'})
        assert problem(stale, 412, "version-conflict")["details"]["current_version"] == 2
        sheet = {"instrument": "IIT", "answers": answers("IIT", "most")}
        problem(api.post(f"{ROUND}/responses", sheet, {"If-Match": '"0"'}), 400, "bad-if-match")


def test_an_idempotency_key_is_short_visible_text(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for sent in ("", "  ", "x" * (LONGEST_KEY + 1), "กุญแจ", "a\tb"):
        headers = {**operator, "Idempotency-Key": sent.encode().decode("latin-1")}
        with subtests.test(sent=sent), api.untouched():
            problem(api.post(f"{ROUND}/staff-count", {"eligible": 48}, headers), 400, "bad-idempotency-key")


QUERIES = (
    ("/units", "cursor=%21", "bad-cursor"),
    ("/units", "cursor=W10", "bad-cursor"),
    ("/units/TH-49/audits", "cursor=bm8", "bad-cursor"),
    ("/units/TH-49/rounds/2567/history", "cursor=ก", "bad-cursor"),
    ("/units", "limit=0", "bad-parameter"),
    ("/units", "limit=1001", "bad-parameter"),
    ("/units", "limit=ten", "bad-parameter"),
    ("/units", "limit=๕", "bad-parameter"),
    ("/units", "limit=-1", "bad-parameter"),
    ("/units", "limit=1.5", "bad-parameter"),
    ("/units", "division=0", "bad-parameter"),
    ("/units", "division=7", "bad-parameter"),
    ("/units", "fiscal_year=" + "9" * 5000, "bad-parameter"),
    ("/units", "search=%00", "bad-text"),
    ("/units/TH%00", "", "bad-text"),
    ("/events", "unit=%00", "bad-text"),
    ("/events", "after=-1", "bad-parameter"),
    ("/events", f"after={2**63}", "bad-parameter"),
    ("/units/TH-49", f"min_position={2**63}", "bad-parameter"),
    ("/units/TH-49", "min_position=soon", "bad-parameter"),
    ("/units/TH-49/rounds/2567/score", "as_of=yesterday", "bad-parameter"),
    ("/units/TH-49/rounds/2567/score", "as_of=20240331", "bad-parameter"),
    ("/units/TH-49/rounds/2567/score", "as_of=2567-03-31", "bad-parameter"),
    ("/units/TH-49/rounds/2567/score", "as_of=9999-12-31", "bad-parameter"),
)


def test_a_query_that_cannot_be_read(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for path, query, code in QUERIES:
        with subtests.test(path=path, query=query[:80]):
            problem(api.client.get(f"/api/v1{path}?{query}", headers=operator), 400, code)


def test_a_cursor_of_numbers_beyond_the_database_is_refused(api: Api, operator: Headers) -> None:
    from shared.views.queries.pages import encode_cursor

    response = api.get(f"{ROUND}/history", operator, cursor=encode_cursor(10**30))
    assert response.status_code == 400
    assert api.get("/api/v1/units", operator, cursor=encode_cursor("\0")).status_code == 400


PATHS = (
    ("/api/v1/nothing", "not-found"),
    ("/api/v1/units/TH-99", "unknown-unit"),
    ("/api/v1/units/TH-49/rounds/2566", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/99999999999999999999", "not-found"),
    ("/api/v1/units/TH-49/rounds/2566/items", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/items/O1", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2567/items/O99", "unknown-item"),
    ("/api/v1/units/TH-49/rounds/2566/quotas", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/deadlines", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/history", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/events", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/score", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2566/score?as_of=2024-01-01", "unknown-round"),
    ("/api/v1/units/TH-49/rounds/2567/evidence/O1-1", "unknown-evidence"),
    ("/api/v1/units/TH-49/audits/TH-49-2567-1", "unknown-audit"),
    ("/api/v1/rubrics/..%2F..%2Fpyproject", "not-found"),
    ("/api/v1/rubrics/none", "unknown-rubric"),
    ("/api/v1/problems/none", "unknown-problem"),
)


def test_what_is_not_there(api: Api, operator: Headers, subtests: pytest.Subtests) -> None:
    for path, code in PATHS:
        with subtests.test(path=path):
            problem(api.client.get(path, headers=operator), 404, code)


def test_a_wrong_method_is_told_the_right_ones(api: Api, operator: Headers) -> None:
    response = api.client.delete(ROUND, headers=operator)
    problem(response, 405, "method-not-allowed")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_body_of_another_kind_or_too_large(api: Api, operator: Headers) -> None:
    with api.untouched():
        form = api.client.post(f"{ROUND}/staff-count", data={"eligible": 48}, headers=operator)
        assert problem(form, 415, "json-expected")["details"]["given"] == "application/x-www-form-urlencoded"
        huge = api.post(f"{ROUND}/staff-count", {"eligible": 48, "note": "x" * 2**20}, operator)
        assert problem(huge, 413, "too-large")["details"]["limit_bytes"] == 2**20


def files() -> Iterator[tuple[dict[str, Any], int, str]]:
    content = (BytesIO(b"x"), "a.pdf", "application/pdf")
    yield {"item": "O1"}, 422, "wrong-shape"
    yield {"file": content}, 422, "wrong-shape"
    yield {"item": "O1", "file": (BytesIO(b""), "a.pdf", "application/pdf")}, 422, "bad-file"
    yield {"item": "O99", "file": (BytesIO(b"x"), "a.pdf", "application/pdf")}, 404, "unknown-item"
    yield {"item": "O1", "file": (BytesIO(b"x"), "a.pdf", "no type")}, 422, "bad-file"
    yield {"item": "O1", "note": "x" * 600_000, "file": (BytesIO(b"x"), "a.pdf")}, 413, "too-large"
    yield {"item": "O1", "file": (BytesIO(bytes(LARGEST_BODY)), "a.pdf")}, 413, "too-large"
    yield {f"part{number}": "x" for number in range(30)}, 413, "too-large"


def test_a_file_that_cannot_be_evidence(api: Api, operator: Headers) -> None:
    for form, status, code in files():
        with api.untouched():
            answer = api.upload(f"{ROUND}/evidence", form, operator)
        problem(answer, status, code)


def test_a_file_keeps_its_name_but_no_path(api: Api, operator: Headers) -> None:
    names = (
        ("../../../etc/passwd", "passwd"),
        ("รายงาน ต.ค. 2566.pdf", "รายงาน ต.ค. 2566.pdf"),
        ("/รายงาน/แผน.xlsx", "แผน.xlsx"),
        ("a;b'c.pdf", "a;b'c.pdf"),
    )
    for number, (sent, kept) in enumerate(names, start=1):
        form = {"item": "O1", "file": (BytesIO(sent.encode()), sent, "application/pdf")}
        added = api.client.post(f"{ROUND}/evidence", data=form, headers=operator)
        assert added.get_json()["events"][0]["data"]["filename"] == kept
        api.catch_up()
        assert api.get(f"{ROUND}/evidence/O1-{number}", operator).data == sent.encode()


def test_a_name_from_windows_is_a_path_too() -> None:
    assert file_name(r"C:\ita\รายงาน.pdf") == "รายงาน.pdf"
    assert file_name("") is file_name(None) is file_name("/") is None


def test_evidence_that_the_store_lost_is_a_problem_not_a_failure(api: Api, operator: Headers, tmp_path: Any) -> None:
    form = {"item": "O1", "file": (BytesIO(b"content"), "a.pdf", "application/pdf")}
    api.client.post(f"{ROUND}/evidence", data=form, headers=operator)
    api.catch_up()
    for blob in (tmp_path / "blobs").rglob("*.gz"):
        blob.write_bytes(b"damaged")
    problem(api.get(f"{ROUND}/evidence/O1-1", operator), 404, "evidence-lost")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
#: Text that looks more like what the routes expect gets further into them.
LIKELY = st.sampled_from(
    ["O1", "O99", "IIT", "EIT1", "approved", "returned", "2024-02-29", "https://a.example", "most"]
)


@st.composite
def bodies_for_routes(draw: st.DrawFn) -> tuple[str, Any]:
    """A write route and a body that has some of its fields."""
    entry = draw(st.sampled_from([entry for entry in ROUTES if entry.writes and entry.body is not None]))
    assert entry.body is not None  # for the type checker
    names = st.sampled_from(entry.body.__struct_fields__) | st.text(max_size=5)
    body = draw(st.dictionaries(names, JSON | LIKELY | st.lists(LIKELY, max_size=2), max_size=6) | JSON)
    return address(entry), body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=bodies_for_routes())
def test_no_body_breaks_anything(api: Api, operator: Headers, asked: tuple[str, Any]) -> None:
    path, body = asked
    before = api.digest()
    answer = api.post(path, body, operator)
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert api.digest() == before
        problem(answer, answer.status_code, answer.get_json()["code"])
    else:
        assert answer.status_code == 201
        assert api.digest() != before


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
