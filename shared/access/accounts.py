"""Local accounts: a name, a role, where it holds, and an argon2 password hash."""

from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from msgspec import Struct
from sqlalchemy import Connection, Engine, Row, insert, select, update

from shared.access.roles import UNIT_ROLES, Principal, Role
from shared.access.tables import accounts
from shared.events import Meta
from shared.events.access import AccountCreated, AccountDisabled
from shared.events.streams import ACCESS
from shared.log import Log

#: argon2id with the library's present defaults; about 0.1 s a hash, so logins are few at once by nature.
_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """Verified when an account does not exist, so that the time taken does not tell."""
    return _HASHER.hash("no such account")


class AccountError(Exception):
    """An account cannot be made or changed as asked."""


class AccountExists(AccountError):
    """There is an account with this name already."""


class RoleNeedsUnit(AccountError):
    """An officer, administrator or head belongs to one unit, which must be named."""


class Account(Struct, frozen=True):
    """An account as it stands. unit, division: where its role holds; None for everywhere."""

    account: str
    role: Role
    unit: str | None
    division: int | None
    disabled: bool

    def principal(self) -> Principal:
        """The account as somebody who asks."""
        return Principal(account=self.account, role=self.role, unit=self.unit, division=self.division)


class Accounts:
    """The accounts of one instance. Each change is an event in the stream ``access``, in the same transaction."""

    def __init__(self, engine: Engine, log: Log) -> None:
        self._engine = engine
        self._log = log

    def create(
        self,
        account: str,
        role: Role,
        *,
        by: str,
        password: str | None = None,
        unit: str | None = None,
        division: int | None = None,
    ) -> Account:
        """Make an account; without a password it can only use tokens. Raises AccountExists, RoleNeedsUnit."""
        if role in UNIT_ROLES and unit is None:
            raise RoleNeedsUnit(f"{role.value} needs a unit")
        row = {
            "account": account,
            "role": role.value,
            "unit": unit,
            "division": division,
            "password_hash": _HASHER.hash(password) if password else None,
        }
        with self._engine.begin() as connection:
            if self._find(connection, account):
                raise AccountExists(account)
            connection.execute(insert(accounts).values(row))
            event = AccountCreated(account=account, role=role.value, unit=unit, division=division)
            self._log.append(ACCESS, [event], meta=Meta(actor=by), connection=connection)
        return Account(account, role, unit, division, disabled=False)

    def disable(self, account: str, *, by: str) -> None:
        """Shut the account and all of its tokens out. Disabling twice records nothing more."""
        with self._engine.begin() as connection:
            statement = update(accounts).where(accounts.c.account == account, ~accounts.c.disabled)
            if connection.execute(statement.values(disabled=True)).rowcount:
                self._log.append(ACCESS, [AccountDisabled(account=account)], meta=Meta(actor=by), connection=connection)

    def find(self, account: str) -> Account | None:
        """The account with this name, or None."""
        with self._engine.connect() as connection:
            return self._find(connection, account)

    def list(self) -> list[Account]:
        """All accounts by name."""
        with self._engine.connect() as connection:
            rows = connection.execute(_SELECT.order_by(accounts.c.account))
            return [_account(row) for row in rows]

    def log_in(self, account: str, password: str) -> Account | None:
        """The account, if the password is right and it is not disabled; None tells nothing more."""
        with self._engine.connect() as connection:
            statement = select(accounts.c.password_hash).where(accounts.c.account == account)
            password_hash = connection.execute(statement).scalar()
            found = self._find(connection, account)
        try:
            _HASHER.verify(password_hash or _nobody(), password)
        except VerificationError:
            return None
        return found if found and password_hash and not found.disabled else None

    def _find(self, connection: Connection, account: str) -> Account | None:
        row = connection.execute(_SELECT.where(accounts.c.account == account)).first()
        return _account(row) if row else None


_SELECT = select(accounts.c.account, accounts.c.role, accounts.c.unit, accounts.c.division, accounts.c.disabled)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.account, Role(row.role), row.unit, row.division, row.disabled)
