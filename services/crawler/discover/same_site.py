"""What belongs to the website that is audited."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

#: Hosts that carry many websites, each under this many leading parts of the path.
_SHARED_HOSTS = {"sites.google.com": 2}
#: Hosts under whose names agencies build further websites of theirs.
_BUILDERS = ("wixsite.com", "wordpress.com", "blogspot.com", "weebly.com")
#: How the addresses of a host begin.
_WAYS = ("https://", "https://www.", "http://", "http://www.")
#: A part of a host's name that says that the assessment is published there.
_ITA_NAME = re.compile(r"(?:^|[.-])(?:m?oit|m?itas?)(?:-?\d+)?(?=[.-]|$)")


class SiteBounds:
    """The host of the website, with or without ``www.``; on shared hosts also the beginning of the path.

    Hosts below it belong to it where their names speak of the assessment: below a bureau's host stand the websites of
    its units, which are others.
    """

    def __init__(self, *addresses: str) -> None:
        self._bounds = {_bound(address) for address in addresses if address}
        whole = [host for host, _ in self._bounds if host and host not in _SHARED_HOSTS]
        self._begin = tuple(f"{way}{host}/" for host in whole for way in _WAYS)

    def holds(self, url: str) -> bool:
        """Whether the address is part of the website."""
        if url.startswith(self._begin):  # as almost all do, and none needs to be read for that
            return True
        bound = _bound(url)
        return bound in self._bounds or bool(_ITA_NAME.search(self._below(bound[0])))

    def may_hold(self, url: str) -> bool:
        """Whether the address may be of a second website of the same agency: on a host below its own, or where
        agencies build websites for nothing. Only words can tell."""
        host, _ = bound = _bound(url)
        if bound in self._bounds:
            return False
        built = host in _SHARED_HOSTS or any(host.endswith("." + builder) for builder in _BUILDERS)
        return built or bool(self._below(host))

    def take_in(self, url: str) -> None:
        """From now on counts the address's website as part of this one."""
        self._bounds.add(_bound(url))

    def _below(self, host: str) -> str:
        """What the host's name has before the website's own host; nothing where it is not below that."""
        own = next((one for one, _ in self._bounds if one and host.endswith("." + one)), "")
        return host.removesuffix("." + own) if own else ""


def spellings(address: str) -> list[str]:
    """The other addresses under which the same website may answer: by the other scheme, with or without ``www.``."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.port is not None or ":" in host:
        return []
    schemes = [parts.scheme, "http" if parts.scheme == "https" else "https"]
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    hosts = [host] if host.replace(".", "").isdigit() else [host, other]
    return [urlunsplit(parts._replace(scheme=scheme, netloc=name)) for name in hosts for scheme in schemes][1:]


def host_of(url: str) -> str:
    """The host of an address, without ``www.``; nothing for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@lru_cache(maxsize=8192)
def _bound(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return "", ""
    named = host if port in {None, 80, 443} else f"{host}:{port}"
    depth = _SHARED_HOSTS.get(host, 0)
    return named, "/".join(unquote(parts.path).strip("/").split("/")[:depth])
