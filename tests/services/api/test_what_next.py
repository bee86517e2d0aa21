"""Explanation, next actions and what-if over HTTP."""

from collections.abc import Callable

import pytest

from shared.access import Role
from tests.services.api.conftest import ROUND, Api, Headers

Prepare = Callable[[], None]


def test_the_explanation_answers_with_its_rules(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    response = api.get(f"{ROUND}/score/explain", operator)
    found = response.get_json()
    assert (response.status_code, found["total"]["kind"]) == (200, "total")
    assert found["rules"]["level_rule"]["source"]
    assert response.headers["X-Log-Position"] == str(found["position"])
    then = api.get(f"{ROUND}/score/explain", operator, as_of="2020-01-01")
    assert (then.status_code, then.get_json()["code"]) == (404, "round-not-open-then")
    missing = api.get("/api/v1/units/TH-49/rounds/2566/score/explain", operator)
    assert missing.get_json()["code"] == "unknown-round"


def test_an_explanation_as_of_today_holds_the_figures_of_the_score(
    api: Api, operator: Headers, mukdahan: Prepare
) -> None:
    mukdahan()
    assert api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator).status_code == 201
    api.catch_up()
    found = api.get(f"{ROUND}/score/explain", operator, as_of="2199-01-01").get_json()
    assert found["total"]["figures"]["expected"] == api.get(f"{ROUND}/score", operator).get_json()["total"]["expected"]


def test_actions_are_listed(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    response = api.get(f"{ROUND}/actions", api.token(Role.OFFICER, unit="TH-49"))
    assert response.status_code == 200
    assert response.get_json()["unit"] == "TH-49"
    assert api.get("/api/v1/units/TH-49/rounds/2566/actions", operator).get_json()["code"] == "unknown-round"


def test_what_if_answers_200_and_records_nothing(api: Api, mukdahan: Prepare) -> None:
    mukdahan()
    officer = api.token(Role.OFFICER, unit="TH-49")
    changes = [{"item": "O6", "done": True}, {"survey": "EIT1", "answers": 40, "mean": "0.8"}]
    with api.untouched():
        response = api.post(f"{ROUND}/score/what-if", {"changes": changes}, officer)
    found = response.get_json()
    assert response.status_code == 200
    assert found["difference"]["instruments"]["OIT"]["expected"] == "1.50"
    assert found["difference"]["instruments"]["EIT"]["expected"] == "24.00"
    assert found["then"]["level"]["code"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([], "bad-change"),
        ([{"item": "O6"}] * 101, "bad-change"),
        ([{}], "bad-change"),
        ([{"item": "O99"}], "bad-change"),
        ([{"item": "O6", "survey": "IIT"}], "bad-change"),
        ([{"survey": "EIT1", "answers": 40}], "bad-change"),
        ([{"survey": "EIT1", "answers": 0, "mean": "0.8"}], "bad-change"),
        ([{"survey": "EIT1", "answers": 4, "mean": "1.1"}], "bad-change"),
        ([{"survey": "EIT1", "answers": 4, "mean": "NaN"}], "bad-change"),
        ([{"survey": "EIT1", "answers": 4, "mean": 0.8}], "wrong-shape"),
        ([{"survey": "EIT3", "answers": 4, "mean": "0.8"}], "wrong-shape"),
        ([{"thing": 1}], "wrong-shape"),
        ("O6", "wrong-shape"),
    ],
)
def test_what_cannot_be_imagined_is_a_problem(
    api: Api, operator: Headers, mukdahan: Prepare, changes: object, code: str
) -> None:
    mukdahan()
    response = api.post(f"{ROUND}/score/what-if", {"changes": changes}, operator)
    assert (response.status_code, response.get_json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not-json"),
        (b"{", 400, "not-json"),
        (b"[]", 422, "wrong-shape"),
        (b"{}", 422, "wrong-shape"),
        (b'{"changes": null}', 422, "wrong-shape"),
        (b'{"changes": [{"survey": "EIT1", "answers": NaN, "mean": "0.8"}]}', 400, "not-json"),
        (b'{"changes": [{"survey": "EIT1", "answers": 1e999, "mean": "0.8"}]}', 400, "not-json"),
        (b'{"changes": [{"survey": "EIT1", "answers": 1.5, "mean": "0.8"}]}', 422, "wrong-shape"),
        (b'{"changes": [{"survey": "EIT1", "answers": true, "mean": "0.8"}]}', 422, "wrong-shape"),
        (b'{"changes": [{"survey": "EIT1", "answers": -1, "mean": "0.8"}]}', 422, "bad-change"),
        (b'{"changes": [{"survey": "EIT1", "answers": 100001, "mean": "0.8"}]}', 422, "bad-change"),
        (b'{"changes": [{"survey": "EIT1", "answers": ' + b"9" * 40 + b', "mean": "0.8"}]}', 422, "bad-change"),
        (b'{"changes": [{"survey": "EIT1", "answers": 4, "mean": "-0.1"}]}', 422, "bad-change"),
        (b'{"changes": [{"item": "o6"}]}', 422, "bad-change"),
        (b'{"changes": [{"item": "O6", "done": "yes"}]}', 422, "wrong-shape"),
        (b'{"changes": [{"item": "O6"}], "store": true}', 422, "wrong-shape"),
    ],
)
def test_a_body_that_says_no_changes_is_a_problem_in_both_languages(
    api: Api, operator: Headers, mukdahan: Prepare, body: bytes, status: int, code: str
) -> None:
    mukdahan()
    with api.untouched():
        answer = api.client.post(f"{ROUND}/score/what-if", data=body, headers=operator, content_type="application/json")
    told = answer.get_json()
    assert (answer.status_code, told["code"], answer.mimetype) == (status, code, "application/problem+json")
    assert told["titles"]["th"] and told["titles"]["en"] and told["detail"]


def test_changes_are_sent_as_json(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    for content_type in ("text/plain", "application/x-www-form-urlencoded"):
        answer = api.client.post(
            f"{ROUND}/score/what-if", data=b'{"changes": []}', headers=operator, content_type=content_type
        )
        assert (answer.status_code, answer.get_json()["code"]) == (415, "json-expected")


def test_what_if_of_a_round_that_is_not_open(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    path = "/api/v1/units/TH-49/rounds/2566/score/what-if"
    assert api.post(path, {"changes": [{"item": "O6"}]}, operator).get_json()["code"] == "unknown-round"


def test_the_description_shows_what_if_as_no_write(api: Api) -> None:
    described = api.get("/api/v1/openapi.json").get_json()["paths"]
    operation = described["/api/v1/units/{unit}/rounds/{year}/score/what-if"]["post"]
    assert set(operation["responses"]) == {"200", "default"}
    assert {parameter["name"] for parameter in operation["parameters"]} == {"unit", "year", "min_position"}


def test_trend_and_changes_cover_the_days_asked_for(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    assert api.post(f"{ROUND}/item-scores", {"item": "O1", "met": True}, operator).status_code == 201
    api.catch_up()
    days = api.get(f"{ROUND}/trend", operator).get_json()["days"]
    assert days[-1]["expected"] == "1.50"
    changes = api.get(f"{ROUND}/changes", operator).get_json()
    assert [item["item"] for item in changes["items"]] == ["O1"]
    for path in ("trend", "changes"):
        refused = api.get(f"{ROUND}/{path}", operator, **{"from": "2024-02-02", "to": "2024-02-01"})
        assert (refused.status_code, refused.get_json()["code"]) == (400, "bad-parameter")
        assert api.get(f"/api/v1/units/TH-49/rounds/2566/{path}", operator).get_json()["code"] == "unknown-round"
    early = api.get(f"{ROUND}/changes", operator, **{"from": "2020-01-01", "to": "2020-01-02"})
    assert early.get_json()["code"] == "round-not-open-then"
