"""Single-use tokens with which staff answer, where their unit wants that. Only keyed hashes are kept.

The tokens of one survey that are still good are one row, a sorted list: neither a row nor an order tells one from
another, and spending one leaves nothing of it. docs/decisions/0032-answers-keep-no-time.md
"""

import hmac
import secrets
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, text

#: Digits of a token: without those that are mistaken for each other when written by hand.
_DIGITS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: A token is so many groups of so many digits: 58 bits, for people to copy from paper.
_GROUPS, _GROUP = 3, 4


class TokenList(NamedTuple):
    """The survey for which tokens are good: unit, Buddhist fiscal year, IIT or another instrument."""

    unit: str
    fiscal_year: int
    instrument: str


class AnswerTokens:
    """Issues, withdraws and spends tokens, each as a part of the caller's transaction."""

    def __init__(self, key: bytes) -> None:
        """key: see tokens_key."""
        self._key = key

    def issue(self, connection: Connection, whose: TokenList, count: int, seed: str | None = None) -> tuple[str, ...]:
        """New tokens, such as ``7KQ2-M9XD-H4TA``, beside those that are still good. Nobody can ever tell them again.

        seed: a random text by which whoever has it can have the same made once more (see made_of).
        """
        made = tuple(_new_token() for _ in range(count)) if seed is None else self.made_of(whose, count, seed)
        hashes = [self._hash(whose, token) for token in made]
        connection.execute(_ISSUE, {**whose._asdict(), "hashes": hashes})
        return made

    def made_of(self, whose: TokenList, count: int, seed: str) -> tuple[str, ...]:
        """The tokens that were, or would be, issued from this seed. They are found by nobody who has not both it and
        the key, and the seed is kept nowhere."""
        return tuple(_token_of(self._hash(whose, f"{seed}/{number}")) for number in range(count))

    def unspent(self, connection: Connection, whose: TokenList) -> int:
        """How many are still good."""
        return int(connection.execute(_COUNT, whose._asdict()).scalar() or 0)

    def withdraw(self, connection: Connection, whose: TokenList, count: int) -> bool:
        """Makes all that are still good worthless, if they still are so many; whether they were."""
        return connection.execute(_WITHDRAW, {**whose._asdict(), "count": count}).rowcount == 1

    def spend(self, connection: Connection, whose: TokenList, token: str) -> bool:
        """Whether the token was good. If so it no longer is, and nothing tells that it ever was."""
        parameters = {**whose._asdict(), "hash": self._hash(whose, token)}
        return connection.execute(_SPEND, parameters).rowcount == 1

    def _hash(self, whose: TokenList, token: str) -> bytes:
        """Whoever copies a token may leave out hyphens, or write small letters."""
        digits = "".join(token.split()).replace("-", "").upper()
        meant = f"{whose.unit}\n{whose.fiscal_year}\n{whose.instrument}\n{digits}"
        return hmac.digest(self._key, meant.encode(), sha256)


def _new_token() -> str:
    return _token_of(secrets.token_bytes(sha256().digest_size))


def _token_of(chance: bytes) -> str:
    """The token that a large random number stands for."""
    rest, digits = int.from_bytes(chance), ""
    while len(digits) < _GROUPS * _GROUP:
        rest, digit = divmod(rest, len(_DIGITS))
        digits += _DIGITS[digit]
    return "-".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


_ISSUE = text(
    "INSERT INTO answer_tokens AS kept VALUES (:unit, :fiscal_year, :instrument,"
    " (SELECT array_agg(each ORDER BY each) FROM unnest(CAST(:hashes AS bytea[])) AS each))"
    " ON CONFLICT (unit, fiscal_year, instrument) DO UPDATE SET unspent ="
    " (SELECT array_agg(each ORDER BY each) FROM unnest(kept.unspent || excluded.unspent) AS each)"
)
_WHOSE = "unit = :unit AND fiscal_year = :fiscal_year AND instrument = :instrument"
_COUNT = text(f"SELECT cardinality(unspent) FROM answer_tokens WHERE {_WHOSE}")  # noqa: S608 - constant
_WITHDRAW = text(
    f"UPDATE answer_tokens SET unspent = '{{}}' WHERE {_WHOSE} AND cardinality(unspent) = :count"  # noqa: S608 - constant
)
_SPEND = text(
    "UPDATE answer_tokens SET unspent = array_remove(unspent, CAST(:hash AS bytea))"  # noqa: S608 - constant
    f" WHERE {_WHOSE} AND CAST(:hash AS bytea) = ANY(unspent)"
)
