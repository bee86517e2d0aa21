"""Accounts and tokens on a real database: secrets stay out of the log, and shutting out works at once."""

from collections.abc import Iterator

import orjson
import pytest
from sqlalchemy import Engine, create_engine, event, text

from shared.access import AccountExists, Accounts, Permission, Role, Tokens, UnknownToken
from shared.access.accounts import RoleNeedsUnit
from shared.access.tokens import REMEMBERED
from shared.events import encode
from shared.events.streams import ACCESS
from shared.log import Log
from tests.databases import Database

PASSWORD = "ความลับ-of-the-head-1"


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    engine = create_engine(database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def accounts(engine: Engine, log: Log) -> Accounts:
    return Accounts(engine, log)


@pytest.fixture
def tokens(engine: Engine, log: Log) -> Tokens:
    return Tokens(engine, log)


def test_an_account_logs_in_with_its_password_only(accounts: Accounts) -> None:
    accounts.create("head", Role.HEAD, by="test", password=PASSWORD, unit="TH-49")
    found = accounts.log_in("head", PASSWORD)
    assert found is not None
    assert (found.role, found.unit) == (Role.HEAD, "TH-49")
    assert accounts.log_in("head", PASSWORD + " ") is None
    assert accounts.log_in("nobody", PASSWORD) is None


def test_an_account_without_password_cannot_log_in(accounts: Accounts) -> None:
    accounts.create("machine", Role.OPERATOR, by="test")
    assert accounts.log_in("machine", "no such account") is None


def test_a_name_is_taken_once_and_a_unit_role_needs_its_unit(accounts: Accounts) -> None:
    accounts.create("a", Role.BUREAU, by="test")
    with pytest.raises(AccountExists):
        accounts.create("a", Role.OPERATOR, by="test")
    with pytest.raises(RoleNeedsUnit):
        accounts.create("b", Role.OFFICER, by="test")
    assert [account.account for account in accounts.list()] == ["a"]


def test_a_token_speaks_for_its_account_until_revoked(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("bureau", Role.BUREAU, by="test", division=4)
    token = tokens.issue("bureau", by="test", label="nightly export")
    principal = tokens.authenticate(token.text)
    assert principal is not None
    assert (principal.account, principal.role, principal.division) == ("bureau", Role.BUREAU, 4)
    tokens.revoke(token.token_id, by="test")
    assert tokens.authenticate(token.text) is None
    with pytest.raises(UnknownToken):
        tokens.revoke(token.token_id, by="test")


@pytest.mark.parametrize("text_", ["", ".", "x", "no.such", "ก.ข", "a" * 10_000])
def test_what_is_no_token_is_refused_quietly(tokens: Tokens, text_: str) -> None:
    assert tokens.authenticate(text_) is None


def test_a_wrong_secret_is_refused(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("o", Role.OPERATOR, by="test")
    token = tokens.issue("o", by="test")
    assert tokens.authenticate(token.text + "x") is None


def test_scopes_go_with_the_token(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("o", Role.OPERATOR, by="test")
    token = tokens.issue("o", by="test", scopes=[Permission.UNIT_READ])
    principal = tokens.authenticate(token.text)
    assert principal is not None
    assert principal.holds(Permission.UNIT_READ)
    assert not principal.holds(Permission.UNIT_WRITE)


def test_disabling_an_account_shuts_out_its_tokens_and_password(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("o", Role.OPERATOR, by="test", password=PASSWORD)
    token = tokens.issue("o", by="test")
    accounts.disable("o", by="test")
    accounts.disable("o", by="test")
    assert accounts.log_in("o", PASSWORD) is None
    assert tokens.authenticate(token.text) is None


def test_the_log_tells_what_was_given_but_holds_no_secret(
    accounts: Accounts, tokens: Tokens, log: Log, engine: Engine
) -> None:
    accounts.create("o", Role.OPERATOR, by="test", password=PASSWORD)
    token = tokens.issue("o", by="test")
    accounts.disable("o", by="test")
    recorded = log.read(ACCESS)
    assert [event.type for event in recorded] == ["AccountCreated", "TokenIssued", "AccountDisabled"]
    text_of_log = b"".join(orjson.dumps(encode(event.event)) for event in recorded).decode()
    with engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM accounts, api_tokens")).all())
    secret = token.text.partition(".")[2]
    for hidden in (PASSWORD, secret):
        assert hidden not in text_of_log
        assert hidden not in rows


def test_a_refused_account_leaves_no_event(accounts: Accounts, log: Log) -> None:
    accounts.create("a", Role.BUREAU, by="test")
    with pytest.raises(AccountExists):
        accounts.create("a", Role.BUREAU, by="test")
    assert len(log.read(ACCESS)) == 1


def test_a_token_is_remembered_for_a_few_seconds_only(
    accounts: Accounts, engine: Engine, log: Log, tokens: Tokens
) -> None:
    now = [100.0]
    here = Tokens(engine, log, clock=lambda: now[0])
    accounts.create("o", Role.OPERATOR, by="test")
    token = tokens.issue("o", by="test")
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    for _ in range(3):
        assert here.authenticate(token.text) is not None
    assert len(asked) == 1, "one question to the database for three requests"
    tokens.revoke(token.token_id, by="test")
    now[0] += REMEMBERED - 0.001
    assert here.authenticate(token.text) is not None, "another process still remembers"
    now[0] += 0.001
    assert here.authenticate(token.text) is None, "and has forgotten in time"


def test_a_disabled_account_is_shut_out_in_time(accounts: Accounts, engine: Engine, log: Log) -> None:
    now = [0.0]
    here = Tokens(engine, log, clock=lambda: now[0])
    accounts.create("o", Role.OPERATOR, by="test")
    token = here.issue("o", by="test")
    assert here.authenticate(token.text) is not None
    accounts.disable("o", by="test")
    now[0] += REMEMBERED
    assert here.authenticate(token.text) is None


def test_revoking_here_works_at_once(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("o", Role.OPERATOR, by="test")
    token, other = tokens.issue("o", by="test"), tokens.issue("o", by="test")
    assert tokens.authenticate(token.text) is not None
    tokens.revoke(token.token_id, by="test")
    assert tokens.authenticate(token.text) is None
    assert tokens.authenticate(other.text) is not None


def test_a_bad_token_is_not_remembered_as_bad(accounts: Accounts, tokens: Tokens) -> None:
    accounts.create("o", Role.OPERATOR, by="test")
    token = tokens.issue("o", by="test")
    assert tokens.authenticate(token.text[:-1]) is None
    assert tokens.authenticate(token.text) is not None
