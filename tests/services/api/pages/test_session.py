"""Logging in and out."""

import pytest

from services.api.pages.session import inside
from shared.access import Role
from tests.services.api.conftest import Api
from tests.services.api.pages.conftest import PASSWORD, LogIn, Person


def test_a_wrong_password_is_refused_in_both_languages(api: Api, anybody: Person) -> None:
    api.context.accounts.create("somebody", Role.OPERATOR, by="test", password=PASSWORD)
    for account, password in (("somebody", "wrong"), ("nobody", PASSWORD), ("some\x00body", PASSWORD), ("", "")):
        answer = anybody.send("/login", account=account, password=password)
        assert answer.status_code == 401
        assert "ไม่ถูกต้อง" in answer.text and "is wrong" in answer.text
        assert anybody.open("/units").status_code == 302, "still nobody"


def test_a_login_starts_a_session_of_its_own(api: Api, anybody: Person) -> None:
    api.context.accounts.create("somebody", Role.OPERATOR, by="test", password=PASSWORD)
    anybody.open("/login")
    before = anybody.client.get_cookie("session")
    answer = anybody.send("/login", account="somebody", password=PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    after = anybody.client.get_cookie("session")
    assert before is not None and after is not None and before.value != after.value
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    with anybody.client.session_transaction() as kept:
        assert set(kept) == {"account", "_permanent"}, "nothing of before is left"


def test_logging_out_ends_it(log_in: LogIn) -> None:
    person = log_in(Role.OPERATOR)
    assert person.open("/units").status_code == 200
    assert person.send("/logout", token_from="/units").status_code == 303
    assert person.open("/units").headers["Location"] == "/login?next=%2Funits"


def test_a_disabled_account_is_out_at_once(api: Api, log_in: LogIn) -> None:
    person = log_in(Role.OPERATOR)
    api.context.accounts.disable("person-operator-None-None", by="test")
    assert person.open("/units").status_code == 302


@pytest.mark.parametrize("path", ["/login", "/logout"])
def test_a_form_without_our_token_is_refused(api: Api, log_in: LogIn, path: str) -> None:
    person = log_in(Role.OPERATOR)
    for form in ({}, {"csrf_token": "made up"}):
        answer = person.client.post(path, data=form, headers={"Accept": "text/html"})
        assert answer.status_code == 400
        assert "แบบฟอร์ม" in answer.text
    assert person.open("/units").status_code == 200, "still logged in"


def test_the_json_interface_refuses_a_cookie_without_our_token(log_in: LogIn) -> None:
    person = log_in(Role.OPERATOR)
    refused = person.client.post("/api/v1/units", json={})
    assert (refused.status_code, refused.get_json()["code"]) == (400, "form-not-ours")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "http:evil",
        "evil",
        "/\t/evil",
        "/\n",
        "",
    ],
)
def test_nobody_is_led_away_through_the_login(api: Api, anybody: Person, address: str) -> None:
    assert inside(address) == "/"
    api.context.accounts.create("somebody", Role.OPERATOR, by="test", password=PASSWORD)
    answer = anybody.send("/login", account="somebody", password=PASSWORD, next=address)
    assert answer.headers["Location"] == "/"
    assert anybody.open("/login", next=address).headers["Location"] == "/"


def test_a_login_goes_on_to_the_page_that_was_asked_for(api: Api, anybody: Person) -> None:
    api.context.accounts.create("somebody", Role.OPERATOR, by="test", password=PASSWORD)
    asked = anybody.open("/units", year="2567", search="มุก")
    assert asked.status_code == 302
    page = anybody.open(asked.headers["Location"])
    assert 'value="/units?year=2567&amp;search=' in page.text
    answer = anybody.send("/login", account="somebody", password=PASSWORD, next="/units?year=2567")
    assert answer.headers["Location"] == "/units?year=2567"


@pytest.mark.parametrize(
    ("role", "unit", "to"), [(Role.OPERATOR, None, "/units"), (Role.HEAD, "TH-49", "/units/TH-49")]
)
def test_everybody_begins_at_their_own_page(log_in: LogIn, role: Role, unit: str | None, to: str) -> None:
    assert log_in(role, unit=unit).open("/").headers["Location"] == to
