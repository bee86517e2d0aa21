"""Addresses of the web, read by one parser only: the one that also connects."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qs, urljoin, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from services.crawler.fetch.problems import FetchFault
from shared.links import with_slashes, without_noise

_PORTS = {"http": 80, "https": 443}
#: Control characters and white space inside an address: what browsers drop, and attacks hide behind.
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b\ufeff]+")
_HOST = re.compile(r"\A(?:\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?)\Z")
#: Addresses that only pass their visitors on (Google Sites writes all links so), and where they say where to.
_PASSES_ON = re.compile(
    r"\Ahttps?://(?:www\.)?google\.[a-z.]+/url\?|\Ahttps?://lm?\.facebook\.com/l\.php\?", re.IGNORECASE
)
#: An address of which nothing but its origin and the noise in its query can need another spelling, as most links of a
#: page are.
_PLAIN = re.compile(r"(?P<origin>https?://[^/?#]+)(?:/(?![/.])[A-Za-z0-9_~.-]*)+(?P<query>\?[A-Za-z0-9_~.=&-]+)?")
_PASSED_TO = ("q", "url", "u")
_BARE_SCHEME = re.compile(r"\Ahttps?:/*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Target:
    """An address that can be fetched. host: lower case, IPv6 in brackets; path: with query, percent-encoded."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, without a default port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """What the Host header says."""
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


@lru_cache(maxsize=1024)
def parse_target(url: str) -> Target:
    """An absolute http or https address; user name, password and fragment are dropped. Raises FetchFault (bad_url)."""
    plain = _PLAIN.fullmatch(url)
    if plain is None or plain.end("origin") + 1 == len(url) or not _is_canonical(plain["origin"]):
        return target_of(url)
    at = parse_target(f"{plain['origin']}/")
    return Target(at.scheme, at.host, at.port, url[plain.end("origin") :])


def target_of(url: str) -> Target:
    """The same by all rules there are."""
    parsed = _parsed(url)
    if parsed.scheme not in {"http", "https"}:
        raise FetchFault("bad_url", f"only http and https are fetched: {url[:200]!r}", permanent=True)
    host = (parsed.host or "").lower()
    if not _HOST.match(host):
        raise FetchFault("bad_url", f"no host that can be fetched: {url[:200]!r}", permanent=True)
    scheme: Literal["http", "https"] = "https" if parsed.scheme == "https" else "http"
    query = "" if parsed.query is None else f"?{parsed.query}"
    return Target(scheme, host, parsed.port or _PORTS[scheme], (parsed.path or "/") + query)


@lru_cache(maxsize=8192)
def canonical_url(url: str, base: str | None = None) -> str | None:
    """One spelling for one page: absolute, without fragment, campaign marks, session numbers and who passes it on.

    None for what is no page: ``mailto:``, ``javascript:``, a bare ``https://``, what cannot be parsed.
    """
    if base is None and (plain := _PLAIN.fullmatch(url)) and _is_canonical(plain["origin"]):
        return plain["origin"] + without_noise(url[plain.end("origin") :]) if plain["query"] else url
    return respelt(url, base)


@lru_cache(maxsize=1024)
def _is_canonical(origin: str) -> bool:
    return respelt(f"{origin}/") == f"{origin}/"


def respelt(url: str, base: str | None = None) -> str | None:
    """The same of any address, whatever there is to be spelt otherwise."""
    try:
        target = parse_target(unwrapped(_absolute(base, url) if base else url))
    except (FetchFault, ValueError):
        return None
    return target.origin + without_noise(target.path)


def unwrapped(url: str) -> str:
    """The address to which a visitor would be passed on; the same one where it is none that passes on."""
    if not _PASSES_ON.match(url):
        return url
    asked = parse_qs(urlsplit(url).query)
    named = (asked[name][0] for name in _PASSED_TO if name in asked)
    return next((to for to in named if to.startswith(("http://", "https://"))), url)


def _absolute(base: str, url: str) -> str:
    """The address that a link means. A bare ``https://`` means none, though RFC 3986 reads it as the page."""
    clean = with_slashes(url.strip())
    return clean if _BARE_SCHEME.match(clean) else urljoin(base, clean)


def redirect_target(base: Target, location: str) -> Target:
    """Where a redirect leads. Raises FetchFault (bad_url)."""
    try:
        return parse_target(_absolute(base.url, location))
    except ValueError as error:
        raise FetchFault("bad_url", f"redirect to {location[:200]!r}", permanent=True) from error


def _parsed(url: str) -> Url:
    try:
        return parse_url(_BLANKS.sub(lambda blank: "%20" if blank.group() == " " else "", with_slashes(url.strip())))
    except (LocationParseError, ValueError) as error:
        raise FetchFault("bad_url", f"not an address: {url[:200]!r}", permanent=True) from error
