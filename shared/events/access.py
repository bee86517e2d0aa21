"""Events of accounts and rights. Secrets (password hashes, token hashes) stay out of the log."""

from shared.events.base import Event


class AccountCreated(Event, frozen=True, kw_only=True):
    """A person or a program may log in. unit, division: where the role holds; None for everywhere."""

    account: str
    role: str
    unit: str | None = None
    division: int | None = None


class AccountDisabled(Event, frozen=True, kw_only=True):
    """An account may no longer log in, nor any of its tokens."""

    account: str


class TokenIssued(Event, frozen=True, kw_only=True):
    """An API token was made. token_id is public; the secret is shown once and only its hash is kept."""

    token_id: str
    account: str
    label: str | None = None


class TokenRevoked(Event, frozen=True, kw_only=True):
    """An API token no longer works."""

    token_id: str
