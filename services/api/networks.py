"""How often a network sent answers lately, across all processes, without a trace of who it was.

Counted are keyed hashes of networks (IPv4 /24, IPv6 /48) and windows of time. The key is made anew each day (Bangkok)
and thrown away with the counts: then nobody can find out any more whose they were.
"""

import hmac
import secrets
from datetime import date, datetime
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock

from sqlalchemy import Connection, Engine, text

from shared.settings import BANGKOK

#: Seconds of one window.
WINDOW = 600


def network_of(address: str | None) -> str | None:
    """The network of an address, e.g. ``203.0.113.0/24``; None for this machine itself, and for what is no address."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return None
    return str(ip_network((parsed, 24 if isinstance(parsed, IPv4Address) else 48), strict=False))


class Networks:
    """Counts by keyed hash. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._secret: tuple[date, bytes] | None = None
        self._lock = Lock()

    def hit(self, what: str, now: datetime, *, weight: int = 1) -> int:
        """Counts ``what`` (a network, or anything else that is counted) in its present window; how much it has now."""
        window = int(now.timestamp()) // WINDOW
        return self._count(f"{what}\n{window}", now, weight)

    def first(self, what: str, now: datetime) -> bool:
        """Whether ``what`` is seen for the first time this day."""
        return self._count(what, now, 1) == 1

    def _count(self, what: str, now: datetime, weight: int) -> int:
        bucket = hmac.digest(self._secret_of(now.astimezone(BANGKOK).date()), what.encode(), sha256)
        # Each count for itself: a transaction around one statement would triple its round trips.
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return int(connection.execute(_COUNT, {"bucket": bucket, "weight": weight}).scalar_one())

    def _secret_of(self, day: date) -> bytes:
        with self._lock:
            if self._secret is None or self._secret[0] != day:
                with self._engine.begin() as connection:
                    self._secret = (day, _secret(connection, day))
            return self._secret[1]


def _secret(connection: Connection, day: date) -> bytes:
    """The day's key. Whoever comes first on a day throws away those of all others, and what was counted under them."""
    connection.execute(_FORGET, {"day": day})
    connection.execute(_MAKE, {"day": day, "secret": secrets.token_bytes(32)})
    return bytes(connection.execute(_KEPT, {"day": day}).scalar_one())


_COUNT = text(
    "INSERT INTO network_counts AS kept VALUES (:bucket, :weight)"
    " ON CONFLICT (bucket) DO UPDATE SET hits = kept.hits + excluded.hits RETURNING hits"
)
_FORGET = text("SELECT forget_networks(:day)")
_MAKE = text("INSERT INTO network_secrets VALUES (:day, :secret) ON CONFLICT (day) DO NOTHING")
_KEPT = text("SELECT secret FROM network_secrets WHERE day = :day")
