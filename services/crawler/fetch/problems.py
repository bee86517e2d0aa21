"""What can go wrong on the way to a page or file, by name."""

from dataclasses import dataclass, replace
from typing import Literal

ProblemKind = Literal[
    "dns",
    "tls",
    "timeout",
    "refused",
    "protocol",
    "http",
    "robots",
    "too_large",
    "blocked_address",
    "redirect_loop",
    "bad_url",
    "budget",
    "document",
    "stand_in",
    "browser",
    "login",
    "no_page",
    "blank",
]

#: Statuses after which the page is certainly not there; any other error may be about us or about today.
GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Problem:
    """A fault met with an address. permanent: trying again later cannot help. status: of HTTP, where there was one."""

    url: str
    kind: ProblemKind
    detail: str
    permanent: bool
    status: int | None = None

    def met_at(self, url: str) -> "Problem":
        """The same fault, met with another address."""
        return replace(self, url=url)


class FetchFault(Exception):
    """A fault on the way; becomes a Problem of ``kind`` once the address is known."""

    def __init__(self, kind: ProblemKind, detail: str, *, permanent: bool = False) -> None:
        super().__init__(detail)
        self.kind: ProblemKind = kind
        self.detail = detail
        self.permanent = permanent

    def problem(self, url: str) -> Problem:
        """The fault as a result."""
        return Problem(url, self.kind, self.detail, self.permanent)


class ConnectFault(FetchFault):
    """The server could not be reached at all; it is not asked again for a while."""
