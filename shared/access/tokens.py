"""API tokens: ``<token id>.<secret>``. Only a SHA-256 of the secret is kept: random, it needs no slow hash."""

import hmac
import secrets
from collections.abc import Collection
from hashlib import sha256

from msgspec import Struct
from sqlalchemy import Engine, func, insert, select, update

from shared.access.accounts import Account
from shared.access.roles import Permission, Principal, Role
from shared.access.tables import accounts, api_tokens
from shared.events import Meta
from shared.events.access import TokenIssued, TokenRevoked
from shared.events.streams import ACCESS
from shared.log import Log

#: Bytes of randomness in a secret.
SECRET_BYTES = 32


class UnknownToken(Exception):
    """There is no such token, or it was revoked."""


class IssuedToken(Struct, frozen=True):
    """A new token. text: what the client sends; it is never shown again."""

    token_id: str
    text: str


class Tokens:
    """The API tokens of one instance."""

    def __init__(self, engine: Engine, log: Log) -> None:
        self._engine = engine
        self._log = log

    def issue(
        self, account: str, *, by: str, label: str | None = None, scopes: Collection[Permission] | None = None
    ) -> IssuedToken:
        """Make a token for an account, limited to ``scopes`` if given."""
        token_id, secret = secrets.token_hex(6), secrets.token_urlsafe(SECRET_BYTES)
        row = {
            "token_id": token_id,
            "secret_hash": sha256(secret.encode()).digest(),
            "account": account,
            "label": label,
            "scopes": None if scopes is None else sorted(scope.value for scope in scopes),
        }
        event = TokenIssued(token_id=token_id, account=account, label=label)
        with self._engine.begin() as connection:
            connection.execute(insert(api_tokens).values(row))
            self._log.append(ACCESS, [event], meta=Meta(actor=by), connection=connection)
        return IssuedToken(token_id, f"{token_id}.{secret}")

    def revoke(self, token_id: str, *, by: str) -> None:
        """The token no longer works. Raises UnknownToken."""
        with self._engine.begin() as connection:
            statement = update(api_tokens).where(api_tokens.c.token_id == token_id, api_tokens.c.revoked_at.is_(None))
            if not connection.execute(statement.values(revoked_at=func.now())).rowcount:
                raise UnknownToken(token_id)
            self._log.append(ACCESS, [TokenRevoked(token_id=token_id)], meta=Meta(actor=by), connection=connection)

    def authenticate(self, text: str) -> Principal | None:
        """Who a token speaks for; None if it is not (or no longer) good for anything."""
        token_id, _, secret = text.partition(".")
        with self._engine.connect() as connection:
            row = connection.execute(_SELECT.where(api_tokens.c.token_id == token_id)).first()
        if row is None or not hmac.compare_digest(row.secret_hash, sha256(secret.encode()).digest()):
            return None
        account = Account(row.account, Role(row.role), row.unit, row.division, disabled=False)
        principal = account.principal()
        if row.scopes is None:
            return principal
        return Principal(
            account=principal.account,
            role=principal.role,
            unit=principal.unit,
            division=principal.division,
            scopes=frozenset(map(Permission, row.scopes)),
        )


_SELECT = (
    select(
        api_tokens.c.secret_hash,
        api_tokens.c.scopes,
        accounts.c.account,
        accounts.c.role,
        accounts.c.unit,
        accounts.c.division,
    )
    .join(accounts, accounts.c.account == api_tokens.c.account)
    .where(api_tokens.c.revoked_at.is_(None), ~accounts.c.disabled)
)
