"""One spelling for one link: what a person said of a link is found again however the next page writes its address."""

import re
from urllib.parse import quote, urlsplit

_PORTS = {"http": 80, "https": 443}
#: Parameters that do not change the page: campaign marks and session numbers.
_NOISE = re.compile(
    r"\A(?:utm_\w+|fbclid|gclid|mc_[ce]id|phpsessid|jsessionid|sid|aspsessionid\w*)(?:=|\Z)", re.IGNORECASE
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?;]*", re.IGNORECASE)
#: What has a meaning in a path or query and stays as it is.
_KEPT = "/:@!$&'()*+,;=~-._?"
#: What stands before the query and the fragment of an address.
_BEFORE_QUERY = re.compile(r"[^?#]*")
_ENCODED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")


def canonical_link(address: str) -> str:
    """An http or https address without fragment, campaign and session marks, default port. Raises ValueError."""
    parts = urlsplit(with_slashes(address.strip()))
    scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    named = f"[{host}]" if ":" in host else host
    place = named if port in (None, _PORTS.get(scheme)) else f"{named}:{port}"
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"{scheme}://{place}{without_noise(_encoded(parts.path or '/') + query)}"


def _encoded(text: str) -> str:
    """Percent-encoded once: what is so already stays, in capitals; a percent sign that stands for itself does not."""
    if not _ENCODED.fullmatch(text):
        return quote(text, safe=_KEPT)
    return re.sub(r"%[0-9A-Fa-f]{2}", lambda found: found[0].upper(), quote(text, safe=_KEPT + "%"))


def with_slashes(address: str) -> str:
    """The address as browsers read one of the web: a backslash before the query is a slash (URL standard). Pages made
    on Windows have ``doc\\manual.pdf``."""
    return _BEFORE_QUERY.sub(_slashed, address, count=1) if "\\" in address else address


def _slashed(found: re.Match[str]) -> str:
    return found[0].replace("\\", "/")


def without_noise(path: str) -> str:
    """A path with its query, without what does not change the page."""
    place, _, query = path.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _NOISE.match(part))
    return _SESSION_PATH.sub("", place) + (f"?{kept}" if kept else "")
