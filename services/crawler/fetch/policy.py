"""What a crawler may do, and how much of it."""

import threading
from dataclasses import dataclass, field

#: The product that robots.txt files may name.
PRODUCT = "Sucharit"
_VERSION = "1.0"


@dataclass(frozen=True)
class FetchPolicy:
    """Rules of every fetch. Times in seconds, sizes in bytes.

    contact: address or mail that the user agent names; private_hosts: ``host:port`` that may be fetched although
    private or on another port; allow_private: every loopback or private address and every port, but never link-local
    (cloud metadata) or multicast; pause: between two requests to one server; deadline: of one fetch with all its
    redirects, without waiting for its turn; retries: after 429, 502, 503, 504 and broken connections.
    """

    contact: str
    private_hosts: frozenset[str] = frozenset()
    allow_private: bool = False
    pause: float = 1.0
    private_pause: float = 0.0
    deadline: float = 30.0
    connect_timeout: float = 10.0
    max_bytes: int = 20_000_000
    max_wire_bytes: int = 20_000_000
    max_redirects: int = 5
    retries: int = 1
    retry_after_cap: float = 30.0
    obey_robots: bool = True

    @property
    def user_agent(self) -> str:
        """The name under which the crawler asks."""
        return f"{PRODUCT}/{_VERSION} (ITA website audit; +{self.contact})"


@dataclass
class Budget:
    """What one audit may use; shared by threads. requests, bytes: used so far, robots.txt and redirects included."""

    max_requests: int = 500
    max_bytes: int = 200_000_000
    requests: int = 0
    bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @property
    def exhausted(self) -> bool:
        """Nothing more may be fetched."""
        return self.requests >= self.max_requests or self.bytes >= self.max_bytes

    def take(self) -> bool:
        """Count one more request; False, uncounted, if there is none left."""
        with self._lock:
            if self.exhausted:
                return False
            self.requests += 1
            return True

    def received(self, size: int) -> None:
        """Count received bytes."""
        with self._lock:
            self.bytes += size
