"""Every route × everybody who may ask × own and other units, from the route table; and no route beside the table."""

import re
from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from services.api.routing import PAGES, ROUTES, Route
from shared.access import Permission, Role
from tests.services.api.conftest import Api, Headers

Prepare = Callable[[], None]

UNIT_ROLES = {"officer", "administrator", "head"}
READERS = UNIT_ROLES | {"bureau", "assessor", "operator"}
EVERYBODY = READERS | {"respondent"}

#: Who holds what, written down a second time: a change of the grants must be meant.
HOLDERS = {
    Permission.PUBLIC_READ: EVERYBODY,
    Permission.RESPOND: EVERYBODY,
    Permission.UNIT_READ: READERS,
    Permission.UNIT_WRITE: {"operator"},
    Permission.ROUND_OPEN: {"operator"},
    Permission.ROUND_PREPARE: {"administrator", "head", "operator"},
    Permission.CONTACTS_MANAGE: {"administrator", "head", "operator"},
    Permission.ITEM_WORK: UNIT_ROLES | {"operator"},
    Permission.ITEM_APPROVE: {"head", "operator"},
    Permission.ROUND_CERTIFY: {"head", "operator"},
    Permission.APPEAL_LODGE: {"administrator", "head", "operator"},
    Permission.ITEM_SCORE: {"assessor", "operator"},
    Permission.APPEAL_DECIDE: {"assessor", "operator"},
    Permission.AUDIT_REQUEST: UNIT_ROLES | {"operator"},
    Permission.COMPARISON_READ: {"bureau", "assessor", "operator"},
    Permission.EVENTS_READ: {"operator"},
    Permission.ANSWERS_JUDGE: {"bureau", "operator"},
}
#: Rights that hold everywhere, whoever asks.
OPEN = {Permission.PUBLIC_READ, Permission.RESPOND}

#: Who asks: role, where it holds, and whether that includes TH-49 of division 4.
CALLERS: tuple[tuple[Role, dict[str, object], bool], ...] = (
    *((Role(role), {"unit": "TH-49"}, True) for role in sorted(UNIT_ROLES)),
    *((Role(role), {"unit": "TH-50"}, False) for role in sorted(UNIT_ROLES)),
    (Role.BUREAU, {"division": 4}, True),
    (Role.BUREAU, {"division": 2}, False),
    (Role.BUREAU, {}, True),
    (Role.ASSESSOR, {}, True),
    (Role.OPERATOR, {}, True),
)


def address(entry: Route) -> str:
    values = {"unit": "TH-49", "year": "2567", "item": "O1", "division": "4"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda place: values.get(place[1], "none-such"), entry.rule)


def ask(api: Api, entry: Route, headers: Headers | None) -> TestResponse:
    accept = {"Accept": "application/json", **(headers or {})}
    body = {} if entry.method == "POST" else None
    return api.client.open(address(entry), method=entry.method, headers=accept, json=body)


def every_route() -> list[Route]:
    return [*ROUTES, *PAGES]


def test_every_rule_of_the_app_is_declared_with_its_permission(api: Api) -> None:
    declared = {(entry.method, entry.rule) for entry in every_route()}
    served = {
        (method, rule.rule) for rule in api.app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert served == declared
    assert all(isinstance(entry.permission, Permission) for entry in every_route())


def test_grants_are_as_written_down_here() -> None:
    from shared.access import GRANTS

    granted = {permission: {role.value for role in Role if permission in GRANTS[role]} for permission in Permission}
    assert granted == HOLDERS


def test_nobody_gets_what_needs_a_login(api: Api, mukdahan: Prepare) -> None:
    mukdahan()
    for entry in every_route():
        status = ask(api, entry, None).status_code
        assert (status == 401) == (entry.permission not in OPEN), (entry.method, entry.rule, status)


@pytest.mark.parametrize(("role", "where", "reaches"), CALLERS)
def test_a_role_gets_what_it_holds_where_it_holds(
    api: Api, mukdahan: Prepare, role: Role, where: dict[str, object], reaches: bool
) -> None:
    mukdahan()
    headers = api.token(role, **where)
    for entry in every_route():
        here = reaches or "<unit>" not in entry.rule or entry.permission in OPEN
        allowed = role.value in HOLDERS[entry.permission] and here
        status = ask(api, entry, headers).status_code
        assert status != 401, entry.rule
        assert (status == 403) == (not allowed), (entry.method, entry.rule, status)


def test_a_token_does_only_what_its_scopes_say(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    token = api.context.tokens.issue("operator-None-None", by="test", scopes=[Permission.UNIT_READ])
    for entry in every_route():
        status = ask(api, entry, {"Authorization": f"Bearer {token.text}"}).status_code
        assert (status == 403) == (entry.permission is not Permission.UNIT_READ), (entry.rule, status)


def test_a_disabled_account_and_bad_credentials_get_nothing_at_all(api: Api, operator: Headers) -> None:
    api.context.accounts.disable("operator-None-None", by="test")
    bad = ("Bearer none.such", "Basic dTpw", "Bearer", "Bearer \x01", "ก".encode().decode("latin-1"))
    for headers in (operator, *({"Authorization": value} for value in bad)):
        for entry in every_route():
            response = ask(api, entry, headers)
            assert response.status_code == 401, entry.rule
            assert response.headers["WWW-Authenticate"] == "Bearer"


def test_another_unit_and_a_unit_that_is_not_there_are_refused_alike(api: Api, mukdahan: Prepare) -> None:
    mukdahan()
    officer = api.token(Role.OFFICER, unit="TH-50")
    codes = [api.get(f"/api/v1/units/{unit}", officer).get_json()["code"] for unit in ("TH-49", "TH-99")]
    assert codes == ["other-unit", "other-unit"]


def test_lists_show_only_the_units_that_the_account_sees(api: Api, operator: Headers, mukdahan: Prepare) -> None:
    mukdahan()
    for code, division in (("TH-49-north", 4), ("TH-50", 2)):
        unit = {"unit": code, "name_th": f"ตม.จว. {code}", "name_en": f"Unit {code}", "division": division}
        assert api.post("/api/v1/units", unit, operator).status_code == 201
    api.catch_up()

    def seen(headers: Headers, **query: object) -> list[str]:
        return [row["unit"] for row in api.get("/api/v1/units", headers, **query).get_json()["items"]]

    assert seen(operator) == ["TH-49", "TH-49-north", "TH-50"]
    assert seen(api.token(Role.OFFICER, unit="TH-49")) == ["TH-49"]
    assert seen(api.token(Role.OFFICER, unit="TH-49"), search="north") == []
    assert seen(api.token(Role.BUREAU, division=4)) == ["TH-49", "TH-49-north"]
    refused = api.get("/api/v1/units", api.token(Role.BUREAU, division=4), division=2)
    assert (refused.status_code, refused.get_json()["code"]) == (403, "other-division")
    comparison = api.get("/api/v1/rounds/2567/comparison", api.token(Role.BUREAU, division=4)).get_json()["units"]
    assert {row["unit"] for row in comparison} == {"TH-49", "TH-49-north"}


def test_only_who_may_read_the_whole_feed_sees_single_answers(
    api: Api, operator: Headers, mukdahan: Prepare, answers: Callable[[str, str], dict[str, str]]
) -> None:
    mukdahan()
    path = "/api/v1/units/TH-49/rounds/2567"
    sheet = {"instrument": "IIT", "answers": answers("IIT", "most")}
    assert api.post(f"{path}/responses", sheet).status_code == 201
    for role, shown in ((Role.OFFICER, False), (Role.HEAD, False), (Role.OPERATOR, True)):
        text = api.get(f"{path}/events", api.token(role, unit="TH-49")).text
        assert ("ResponseRecorded" in text) is shown
