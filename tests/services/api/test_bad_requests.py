"""Bad headers, queries, paths and methods get a problem document, and the log stays as it was."""

from collections.abc import Callable

import pytest

from services.api.writes import LONGEST_KEY
from tests.services.api.conftest import ROUND, Api, Headers
from tests.services.api.problems import problem

Prepare = Callable[[], None]
Sheet = Callable[[str, str], dict[str, str]]


@pytest.fixture(autouse=True)
def round_opened(mukdahan: Prepare) -> None:
    mukdahan()


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
