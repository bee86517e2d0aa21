"""A page that a browser has shown, as it is kept."""

import hashlib
from datetime import UTC, datetime

from services.crawler.fetch.result import Fetched
from services.crawler.render.kept import RENDERED, rendered


def test_the_shown_page_is_marked_and_not_taken_for_the_servers_version() -> None:
    headers = {"content-type": "text/html; charset=tis-620", "etag": '"v1"', "last-modified": "x", "server": "nginx"}
    url, at = "https://unit.test/", datetime(2024, 4, 1, tzinfo=UTC)
    sent = Fetched(url, url, 200, headers, "text/html", b"<div id=root>", "ab" * 32, at, 0.1, 13)
    shown = rendered(sent, "<h1>โครงสร้าง</h1>")
    assert shown.text() == "<h1>โครงสร้าง</h1>"
    assert shown.sha256 == hashlib.sha256(shown.body).hexdigest()
    assert (shown.etag, shown.last_modified) == (None, None)
    assert shown.headers == {
        "content-type": "text/html; charset=utf-8",
        "x-archive-orig-etag": '"v1"',
        "x-archive-orig-last-modified": "x",
        "server": "nginx",
        RENDERED: "chromium",
    }
