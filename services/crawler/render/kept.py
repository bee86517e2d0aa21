"""A page that a browser has shown, as it is kept."""

import hashlib
from dataclasses import replace

from services.crawler.fetch import Fetched

#: The header by which a snapshot says that its body is what a browser made of the page, not what the server sent.
RENDERED = "x-sucharit-rendered"


def rendered(fetched: Fetched, html: str) -> Fetched:
    """The answer with the page as it was shown for its body, and marked so."""
    body = html.encode("utf-8", "replace")
    headers = {**fetched.headers, "content-type": "text/html; charset=utf-8", RENDERED: "chromium"}
    return replace(fetched, headers=headers, body=body, sha256=hashlib.sha256(body).hexdigest())
