"""API tokens: ``<token id>.<secret>``. A SHA-256 of the secret is kept: it is random, so no slow hash is needed."""

import hmac
import re
import secrets
import time
from collections.abc import Callable, Collection
from hashlib import sha256
from threading import Lock

from msgspec import Struct
from sqlalchemy import Engine, func, insert, select, update

from shared.access.roles import Permission, Principal, Role
from shared.access.tables import accounts, api_tokens
from shared.events import Meta
from shared.events.access import TokenIssued, TokenRevoked
from shared.events.streams import ACCESS
from shared.log import Log

#: Bytes of randomness in a secret.
SECRET_BYTES = 32
#: Seconds for which a process remembers who a token speaks for.
REMEMBERED = 5.0
#: Tokens that a process remembers at most.
LARGEST_MEMORY = 10_000

_TEXT = re.compile(r"(?P<id>[0-9a-f]{12})\.(?P<secret>[A-Za-z0-9_-]+)")


class UnknownToken(Exception):
    """There is no such token, or it was revoked."""


class IssuedToken(Struct, frozen=True):
    """A new token. text: what the client sends; it is never shown again."""

    token_id: str
    text: str


class Tokens:
    """The API tokens of one instance.

    Who a token speaks for is remembered for REMEMBERED seconds, so that not every request asks the database. A token
    revoked here stops at once; one revoked by another process, or whose account was disabled, within that time.
    """

    def __init__(self, engine: Engine, log: Log, *, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds that only grow."""
        self._engine = engine
        self._log = log
        self._remembered = _Memory(clock)

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
        self._remembered.forget_all()

    def authenticate(self, text: str) -> Principal | None:
        """Who a token speaks for; None if it is not (or no longer) good for anything."""
        digest = sha256(text.encode(errors="replace")).digest()
        return self._remembered.recall(digest, lambda: self._look_up(text))

    def _look_up(self, text: str) -> Principal | None:
        shape = _TEXT.fullmatch(text)
        if shape is None:
            return None
        with self._engine.connect() as connection:
            row = connection.execute(_SELECT.where(api_tokens.c.token_id == shape["id"])).first()
        if row is None or not hmac.compare_digest(row.secret_hash, sha256(shape["secret"].encode()).digest()):
            return None
        scopes = None if row.scopes is None else frozenset(map(Permission, row.scopes))
        return Principal(row.account, Role(row.role), row.unit, row.division, scopes)


class _Memory:
    """Who tokens speak for, by the hash of the token. Only good tokens are remembered, so guessing fills nothing."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._known: dict[bytes, tuple[float, Principal]] = {}
        self._generation = 0

    def recall(self, digest: bytes, look_up: Callable[[], Principal | None]) -> Principal | None:
        """What was found for the token less than REMEMBERED seconds ago, else what ``look_up`` finds now."""
        now = self._clock()
        with self._lock:
            until, principal = self._known.get(digest, (now, None))
            generation = self._generation
        if principal is not None and now < until:
            return principal
        found = look_up()
        if found is not None:
            self._keep(digest, now + REMEMBERED, found, generation)
        return found

    def forget_all(self) -> None:
        """Every token is looked up again."""
        with self._lock:
            self._known.clear()
            self._generation += 1

    def _keep(self, digest: bytes, until: float, principal: Principal, generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return  # A token was revoked since it was looked up: perhaps this one.
            if len(self._known) >= LARGEST_MEMORY:
                self._known.clear()
            self._known[digest] = (until, principal)


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
