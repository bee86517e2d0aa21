"""What belongs to the website that is audited."""

from functools import lru_cache
from urllib.parse import unquote, urlsplit

#: Hosts that carry many websites, each under this many leading parts of the path.
_SHARED_HOSTS = {"sites.google.com": 2}


class SiteBounds:
    """The host of the website, with or without ``www.``; on shared hosts also the beginning of the path."""

    def __init__(self, *addresses: str) -> None:
        self._bounds = {_bound(address) for address in addresses if address}

    def holds(self, url: str) -> bool:
        """Whether the address is part of the website."""
        return _bound(url) in self._bounds


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
