"""Bad bodies of every kind get a problem document, and the log stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.api.routing import ROUTES
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.problems import problem
from tests.services.api.test_permissions import address

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]

UNIT = {"unit": "TH-50", "name_th": "ตม.จว.ทดสอบ", "name_en": "Test"}
O1 = {"item": "O1", "officers": ["วลัยพร จงรักษ์"]}


@pytest.fixture(autouse=True)
def round_opened(mukdahan: Prepare) -> None:
    mukdahan()


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


def test_a_body_of_another_kind_or_too_large(api: Api, operator: Headers) -> None:
    with api.untouched():
        form = api.client.post(f"{ROUND}/staff-count", data={"eligible": 48}, headers=operator)
        assert problem(form, 415, "json-expected")["details"]["given"] == "application/x-www-form-urlencoded"
        huge = api.post(f"{ROUND}/staff-count", {"eligible": 48, "note": "x" * 2**20}, operator)
        assert problem(huge, 413, "too-large")["details"]["limit_bytes"] == 2**20


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
