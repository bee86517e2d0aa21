"""What a fetch gives back."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from services.crawler.fetch.decode import decode_html
from services.crawler.fetch.problems import Problem

_NOT_MODIFIED = 304
_SUCCESS = range(200, 300)


class Hop(msgspec.Struct, frozen=True):
    """A redirect that was followed. headers: names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]


class Fetched(msgspec.Struct, frozen=True):
    """An answer of a server, whatever its status.

    url: as asked; final_url: after redirects; headers: names in lower case; media_type: without parameters, "" if
    none; body: after decompression; sha256: hex of the body, None if it is not whole; fetched_at: UTC; elapsed:
    seconds; wire_bytes: received body before decompression; truncated: the body is not whole; not_modified: what the
    caller has is still right; hops: the redirects passed on the way; sent: headers of the request, without Host.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    media_type: str
    body: bytes
    sha256: str | None
    fetched_at: datetime
    elapsed: float
    wire_bytes: int
    truncated: bool = False
    hops: tuple[Hop, ...] = ()
    sent: Mapping[str, str] = {}

    @property
    def redirects(self) -> tuple[str, ...]:
        """Addresses passed on the way, without the final one."""
        return tuple(hop.url for hop in self.hops)

    @property
    def not_modified(self) -> bool:
        """The server confirmed the validators that were sent."""
        return self.status == _NOT_MODIFIED

    @property
    def ok(self) -> bool:
        """The page is there: 2xx, or unchanged."""
        return self.status in _SUCCESS or self.not_modified

    @property
    def etag(self) -> str | None:
        """To be given with the next fetch."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """To be given with the next fetch."""
        return self.headers.get("last-modified")

    def text(self) -> str:
        """The body as text, whatever the server claims of its character set."""
        return decode_html(self.body)


class Outcome(msgspec.Struct, frozen=True):
    """An answer, problems, or both: content behind a bad certificate comes with a ``tls`` problem."""

    fetched: Fetched | None
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """The page is there."""
        return self.fetched is not None and self.fetched.ok

    @property
    def temporary(self) -> bool:
        """Nothing can be said of the page today."""
        return not self.ok and any(not problem.permanent for problem in self.problems)
