"""A page that a browser has shown, as it is kept."""

import hashlib

from msgspec.structs import replace

from services.crawler.fetch import Fetched

#: The header by which a snapshot says that its body is what a browser made of the page, not what the server sent.
RENDERED = "x-sucharit-rendered"
#: What the server says of its own version of the page. Unchanged scripts may show other words, so nobody may ask by it.
_VALIDATORS = frozenset({"etag", "last-modified"})


def rendered(fetched: Fetched, html: str) -> Fetched:
    """The answer with the page as it was shown for its body, and marked so."""
    body = html.encode("utf-8", "replace")
    sent = {
        f"x-archive-orig-{name}" if name in _VALIDATORS else name: fetched.headers[name] for name in fetched.headers
    }
    headers = {**sent, "content-type": "text/html; charset=utf-8", RENDERED: "chromium"}
    return replace(fetched, headers=headers, body=body, sha256=hashlib.sha256(body).hexdigest())
