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
from typing import Any

from psycopg import Cursor

from shared.log import Log
from shared.log.connections import Driver
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

    def __init__(self, log: Log) -> None:
        """log: of whose connections the counting makes use."""
        self._log = log
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
        # On a connection of the log, in a single round trip: every answer passes here.
        return int(self._log.run(lambda driver: _only(driver.execute(_COUNT, (bucket, weight)))))

    def _secret_of(self, day: date) -> bytes:
        with self._lock:
            if self._secret is None or self._secret[0] != day:
                self._secret = (day, self._log.run(lambda driver: _secret(driver, day)))
            return self._secret[1]


def _secret(driver: Driver, day: date) -> bytes:
    """The day's key. Whoever comes first on a day throws away those of all others, and what was counted under them."""
    with driver.transaction():
        driver.execute(_FORGET, (day,))
        driver.execute(_MAKE, (day, secrets.token_bytes(32)))
        return bytes(_only(driver.execute(_KEPT, (day,))))


def _only(cursor: Cursor[tuple[Any, ...]]) -> Any:
    row = cursor.fetchone()
    assert row is not None  # noqa: S101 - the statements always answer one
    return row[0]


_COUNT = (
    "INSERT INTO network_counts AS kept VALUES (%s, %s)"
    " ON CONFLICT (bucket) DO UPDATE SET hits = kept.hits + excluded.hits RETURNING hits"
)
_FORGET = "SELECT forget_networks(%s)"
_MAKE = "INSERT INTO network_secrets VALUES (%s, %s) ON CONFLICT (day) DO NOTHING"
_KEPT = "SELECT secret FROM network_secrets WHERE day = %s"
