"""Single-use tokens: asked for, issued, spent with the answer in one transaction, withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from shared.access import Role
from shared.secrecy import AnswerTokens, TokenList
from tests.services.api.conftest import ROUND, Api, Headers

WHOSE = TokenList("TH-49", 2567, "IIT")


@pytest.fixture
def administrator(api: Api, mukdahan: Any) -> Headers:
    """Mukdahan's administrator, who asks for tokens with every answer of staff."""
    mukdahan()
    headers = api.token(Role.ADMINISTRATOR, unit="TH-49")
    assert api.post(f"{ROUND}/token-rules", {"instrument": "IIT", "required": True}, headers).status_code == 201
    return headers


@pytest.fixture
def tokens(api: Api, administrator: Headers) -> list[str]:
    issued = api.post(f"{ROUND}/tokens", {"instrument": "IIT", "count": 5}, administrator)
    assert issued.status_code == 201
    assert issued.headers["Cache-Control"] == "no-store"
    found: list[str] = issued.get_json()["tokens"]
    return found


def _unspent(api: Api) -> int:
    with api.context.engine.connect() as connection:
        return api.context.answer_tokens.unspent(connection, WHOSE)


def _sheet(answers: Any, **more: str) -> dict[str, Any]:
    return {"instrument": "IIT", "answers": answers("IIT", "most"), **more}


def test_tokens_are_told_once_and_the_log_knows_only_how_many(api: Api, tokens: list[str]) -> None:
    assert len(set(tokens)) == 5 and all(len(token) == 14 for token in tokens)
    issued = api.context.log.read("round/TH-49/2567")[-1]
    assert (issued.type, issued.event.count) == ("TokensIssued", 5)  # type: ignore[attr-defined]


def test_a_repeated_issue_makes_no_second_list(api: Api, administrator: Headers) -> None:
    first, again = (
        api.post(f"{ROUND}/tokens", {"instrument": "IIT", "count": 5}, administrator, **{"Idempotency-Key": "list"})
        for _ in range(2)
    )
    assert (len(first.get_json()["tokens"]), again.get_json()["tokens"], _unspent(api)) == (5, [], 5)


def test_a_list_to_print_comes_as_csv(api: Api, administrator: Headers) -> None:
    answer = api.post(f"{ROUND}/tokens", {"instrument": "IIT", "count": 6}, administrator, Accept="text/csv")
    lines = answer.get_data().decode("utf-8-sig").split()
    assert (answer.status_code, answer.mimetype, len(lines)) == (201, "text/csv", 9)


def test_without_a_token_staff_are_not_heard_and_the_public_is(api: Api, tokens: list[str], answers: Any) -> None:
    refused = api.post(f"{ROUND}/responses", _sheet(answers))
    assert (refused.status_code, refused.get_json()["code"]) == (422, "token-missing")
    public = {"instrument": "EIT1", "answers": answers("EIT1", "most")}
    assert api.post(f"{ROUND}/responses", public).status_code == 201
    assert _unspent(api) == len(tokens)


@pytest.mark.parametrize("written", [str, str.lower, lambda token: token.replace("-", " ")])
def test_a_token_is_good_once_however_it_is_written(api: Api, tokens: list[str], answers: Any, written: Any) -> None:
    sheet = _sheet(answers, token=written(tokens[2]))
    assert api.post(f"{ROUND}/responses", sheet).status_code == 201
    with api.untouched():
        again = api.post(f"{ROUND}/responses", sheet)
    assert (again.status_code, again.get_json()["code"]) == (409, "token-not-good")
    assert set(again.get_json()["titles"]) == {"th", "en"}
    assert _unspent(api) == 4


def test_an_answer_that_is_sent_again_is_told_the_first_result(api: Api, tokens: list[str], answers: Any) -> None:
    sheet = _sheet(answers, token=tokens[0])
    first, again = (api.post(f"{ROUND}/responses", sheet, **{"Idempotency-Key": "nonce"}) for _ in range(2))
    assert (first.status_code, again.status_code, again.headers["Idempotency-Replayed"]) == (201, 201, "true")
    assert first.get_json() == again.get_json()
    assert _unspent(api) == 4


def test_a_sheet_that_is_refused_spends_nothing_and_tells_nothing_of_the_token(
    api: Api, tokens: list[str], answers: Any
) -> None:
    """Else whoever printed the list could find out who has answered."""
    assert api.post(f"{ROUND}/responses", _sheet(answers, token=tokens[0])).status_code == 201
    for token in (tokens[0], tokens[1], "2222-2222-2222"):
        refused = api.post(f"{ROUND}/responses", {"instrument": "IIT", "answers": {"i1": "most"}, "token": token})
        assert (refused.status_code, refused.get_json()["code"]) == (422, "answers-missing")
    assert _unspent(api) == 4


def test_of_two_who_use_one_token_one_wins(api: Api, tokens: list[str], answers: Any) -> None:
    ready = Barrier(4)

    def send(_: int) -> int:
        ready.wait()
        return api.app.test_client().post(f"{ROUND}/responses", json=_sheet(answers, token=tokens[0])).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(send, range(4))) == [201, 409, 409, 409]
    assert len(api.context.log.read("responses/TH-49/2567")) == 1
    assert _unspent(api) == 4


def test_an_answer_whose_token_cannot_be_spent_is_not_recorded(
    api: Api, tokens: list[str], answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: Any) -> bool:
        raise ConnectionError

    api.app.testing = False
    with monkeypatch.context() as patched, api.untouched():
        patched.setattr(AnswerTokens, "spend", dies)
        assert api.post(f"{ROUND}/responses", _sheet(answers, token=tokens[0])).status_code == 500
    assert _unspent(api) == 5
    assert api.post(f"{ROUND}/responses", _sheet(answers, token=tokens[0])).status_code == 201


def test_what_is_left_can_be_withdrawn_and_issued_anew(
    api: Api, administrator: Headers, tokens: list[str], answers: Any
) -> None:
    api.post(f"{ROUND}/responses", _sheet(answers, token=tokens[0]))
    body = {"instrument": "IIT"}
    first, again = (
        api.post(f"{ROUND}/token-withdrawals", body, administrator, **{"Idempotency-Key": "w"}) for _ in range(2)
    )
    assert first.get_json()["events"][0]["data"]["count"] == 4
    assert again.headers["Idempotency-Replayed"] == "true"
    assert api.post(f"{ROUND}/responses", _sheet(answers, token=tokens[1])).status_code == 409
    none = api.post(f"{ROUND}/token-withdrawals", body, administrator)
    assert (none.status_code, none.get_json()["code"]) == (409, "no-token-left")
    new = api.post(f"{ROUND}/tokens", {"instrument": "IIT", "count": 5}, administrator).get_json()["tokens"]
    assert api.post(f"{ROUND}/responses", _sheet(answers, token=new[0])).status_code == 201


def test_tokens_of_one_survey_are_nothing_in_another(api: Api, tokens: list[str]) -> None:
    with api.context.engine.begin() as connection:
        others = [WHOSE._replace(unit="TH-50"), WHOSE._replace(fiscal_year=2568), WHOSE._replace(instrument="EIT1")]
        assert not any(api.context.answer_tokens.spend(connection, other, tokens[0]) for other in others)
        assert api.context.answer_tokens.spend(connection, WHOSE, tokens[0])


def test_where_no_token_is_asked_for_none_is_looked_at(api: Api, mukdahan: Any, answers: Any) -> None:
    mukdahan()
    assert api.post(f"{ROUND}/responses", _sheet(answers, token="old")).status_code == 201
