"""Suspicious answers over HTTP and on the bureau's page: seen, excluded for a reason, and let count again."""

import re
from typing import Any

import pytest

from services.api.pages.session import SESSION_ACCOUNT
from services.api.serve import Server
from shared.access import Role
from shared.events import Meta
from shared.execution import execute
from shared.rounds import FlagAnswers
from shared.settings import load_settings
from tests.services.api.conftest import ROUND, Api, Headers

PAGE = "/rounds/2567/flags"


@pytest.fixture
def bureau(api: Api, mukdahan: Any, answers: Any) -> Headers:
    """The bureau of Mukdahan's division, and six answers of which five are flagged."""
    mukdahan()
    for _ in range(6):
        api.post(f"{ROUND}/responses", {"instrument": "EIT1", "answers": answers("EIT1", "most")})
    flag = FlagAnswers(
        unit="TH-49", fiscal_year=2567, instrument="EIT1", reason="straight_lining", versions=(1, 2, 3, 4, 5), seen=5,
        expected="1.50",
    )  # fmt: skip
    execute(api.context.log, flag, meta=Meta(actor="watch"))
    api.catch_up()
    return api.token(Role.BUREAU, division=4)


def _respondents(api: Api, bureau: Headers) -> int:
    api.catch_up()
    found: int = api.get(f"{ROUND}/score", bureau).get_json()["instruments"]["EIT"]["respondents"]
    return found


def test_the_bureau_excludes_and_reinstates_and_scores_follow(api: Api, bureau: Headers) -> None:
    (flag,) = api.get(f"{ROUND}/flags", bureau).get_json()["flags"]
    assert (flag["flag"], flag["sheets"], flag["excluded"], flag["expected"]) == ("F1", 5, 0, "1.50")
    assert "versions" not in flag
    done = api.post(f"{ROUND}/answer-exclusions", {"flag": "F1", "reason": "เครื่องเดียว"}, bureau)
    assert (done.status_code, done.get_json()["stream"]) == (201, "watch/TH-49/2567")
    assert _respondents(api, bureau) == 1
    assert api.get(f"{ROUND}/score", bureau).get_json()["excluded_answers"]["EIT1"] == 5
    assert api.get(f"{ROUND}/score/explain", bureau).get_json()["excluded_answers"]["EIT1"] == 5
    again = api.post(f"{ROUND}/answer-exclusions", {"flag": "F1", "reason": "x"}, bureau)
    assert (again.status_code, again.get_json()["code"]) == (409, "excluded-already")
    assert api.post(f"{ROUND}/answer-reinstatements", {"flag": "F1", "reason": "x"}, bureau).status_code == 201
    assert _respondents(api, bureau) == 6


def test_the_list_of_a_year_holds_what_the_bureau_may_see(api: Api, bureau: Headers) -> None:
    assert len(api.get("/api/v1/rounds/2567/flags", bureau).get_json()["flags"]) == 1
    others = api.token(Role.BUREAU, division=2)
    assert api.get("/api/v1/rounds/2567/flags", others).get_json()["flags"] == []
    assert api.get(f"{ROUND}/flags", api.token(Role.HEAD, unit="TH-49")).status_code == 403


def test_answers_flagged_are_not_in_the_feed_of_the_round(api: Api, bureau: Headers, operator: Headers) -> None:
    assert b"AnswersFlagged" not in api.get(f"{ROUND}/events", bureau).data
    assert b"AnswersFlagged" in api.get(f"{ROUND}/events", operator).data


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs beside the test, so a page that waits for one would wait its longest."""
    monkeypatch.setattr("services.api.pages.flags.LONGEST_WAIT", 0.0)


@pytest.mark.parametrize(("language", "words"), [("th", "คำตอบที่น่าสงสัย"), ("en", "Suspicious answers")])
@pytest.mark.usefixtures("bureau", "at_once")
def test_the_page_tells_and_decides(api: Api, language: str, words: str) -> None:
    with api.client.session_transaction() as session:
        session[SESSION_ACCOUNT] = "bureau-None-4"
    shown = api.client.get(PAGE, query_string={"lang": language}).get_data(as_text=True)
    assert words in shown and "TH-49" in shown
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert token
    form, target = {"csrf_token": token[1], "flag": "F1"}, "/units/TH-49/2567/answer-exclusions"
    accept = {"Accept": "text/html"}
    refused = api.client.post(target, data=form | {"reason": " "}, headers=accept)
    assert refused.status_code == 422 and 'role="alert"' in refused.get_data(as_text=True)
    assert api.context.log.read("watch/TH-49/2567")[-1].type == "AnswersFlagged"
    assert api.client.post(target, data=form | {"reason": "x"}, headers=accept).headers["Location"] == PAGE
    api.catch_up()
    assert "answer-reinstatements" in api.client.get(PAGE).get_data(as_text=True)


def test_the_server_keeps_no_log_of_who_asked() -> None:
    """Gunicorn's access log would hold address and moment of every answer."""
    server = Server(load_settings({"DATABASE_URL": "postgresql://nowhere/x"}))
    assert server.cfg.accesslog is None
