"""The fetcher against servers that behave."""

import hashlib
import socket
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from services.crawler.fetch import Budget, Fetcher, FetchPolicy, connections
from services.crawler.fetch.problems import ConnectFault
from tests.services.crawler.fetch.hostile import RawServer, reply

PAGE = "<h1>สำนักงานตรวจคนเข้าเมือง</h1>"


def test_a_page_comes_with_all_that_proves_it(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/o1", reply(PAGE.encode(), Content_Type="Text/HTML; charset=utf-8", ETag='"1"'))
    before = datetime.now(UTC)
    outcome = fetcher.fetch(server.url("/o1"))
    got = outcome.fetched
    assert got is not None
    assert outcome.ok
    assert outcome.problems == ()
    assert (got.status, got.media_type, got.etag, got.truncated) == (200, "text/html", '"1"', False)
    assert got.text() == PAGE
    assert got.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert before <= got.fetched_at <= datetime.now(UTC)
    assert got.wire_bytes == len(PAGE.encode())


def test_the_crawler_says_who_it_is_and_sends_no_credentials(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(b"x"))
    fetcher.fetch(f"http://user:secret@{server.host}/")
    asked = server.requests[-1].lower()
    assert "user-agent: sucharit/1.0 (ita website audit; +https://test.invalid/crawler)" in asked
    assert f"host: {server.host}" in asked
    assert "authorization" not in asked
    assert "secret" not in asked


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_compressed_pages(server: RawServer, fetcher: Fetcher, encoding: str) -> None:
    packer = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    packed = packer.compress(PAGE.encode() * 100) + packer.flush()
    server.answers("/", reply(packed, Content_Encoding=encoding))
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.text() == PAGE * 100
    assert got.wire_bytes == len(packed)


def test_unchanged_pages_are_not_sent_again(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(status="304 Not Modified", ETag='"7"'))
    outcome = fetcher.fetch(server.url("/"), etag='"7"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert outcome.ok
    assert outcome.fetched is not None
    assert outcome.fetched.not_modified
    assert outcome.fetched.sha256 is None
    assert 'If-None-Match: "7"' in server.requests[-1]
    assert "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT" in server.requests[-1]


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        ("404 Not Found", True),
        ("410 Gone", True),
        ("403 Forbidden", False),
        ("500 Oops", False),
    ],
)
def test_errors_of_the_server_are_problems(server: RawServer, fetcher: Fetcher, status: str, permanent: bool) -> None:
    server.answers("/", reply(b"sorry", status))
    outcome = fetcher.fetch(server.url("/"))
    assert not outcome.ok
    assert outcome.temporary is not permanent
    assert [(p.kind, p.status, p.permanent) for p in outcome.problems] == [("http", int(status[:3]), permanent)]
    assert outcome.fetched is not None
    assert outcome.fetched.body == b"sorry"


def test_redirects_are_followed(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/short", reply(status="302 Found", Location="/เอกสาร?ปี=2567#top".encode().decode("latin-1")))
    server.scripts["/short"] = lambda c, _: c.sendall(
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: /a%20b?y=2567#top\r\n\r\n"
    )
    server.answers("/a%20b?y=2567", reply(b"there"))
    got = fetcher.fetch(server.url("/short")).fetched
    assert got is not None
    assert got.body == b"there"
    assert got.url == server.url("/short")
    assert got.final_url == server.url("/a%20b?y=2567")
    assert got.redirects == (server.url("/short"),)


def test_thai_addresses_are_encoded(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/%E0%B8%81?q=%E0%B8%82", reply(b"found"))
    assert fetcher.fetch(server.url("/ก?q=ข")).ok


def test_connections_are_used_again(server: RawServer, fetcher: Fetcher) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    def twice(connection: object, _: str) -> None:
        connection.sendall(answer)  # type: ignore[attr-defined]
        connection.recv(65_536)  # type: ignore[attr-defined]
        connection.sendall(answer)  # type: ignore[attr-defined]

    server.scripts["/"] = twice
    server.answers("/robots.txt", reply(b""))
    assert fetcher.fetch(server.url("/")).ok
    assert fetcher.fetch(server.url("/")).ok
    assert len([text for text in server.requests if text.startswith("GET / ")]) == 1


def test_a_busy_server_is_asked_again_when_it_says(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(status="503 Busy", Retry_After="0"), reply(b"now"))
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.body == b"now"


@pytest.mark.parametrize(
    "wait",
    ["3600", format_datetime(datetime.now(UTC) + timedelta(hours=1)), "soon"],
    ids=["seconds", "date", "not a time"],
)
def test_a_server_that_wants_a_long_rest_gets_it(server: RawServer, fetcher: Fetcher, wait: str) -> None:
    server.answers("/", reply(status="429 Slow Down", Retry_After=wait), reply(b"too early"))
    outcome = fetcher.fetch(server.url("/"))
    assert [problem.status for problem in outcome.problems] == [429]
    assert outcome.temporary


def test_a_date_in_the_past_means_now(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(status="503 Busy", Retry_After="Mon, 01 Jan 2024 00:00:00 GMT"), reply(b"now"))
    assert fetcher.fetch(server.url("/")).ok


def test_a_budget_counts_everything_and_ends(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(b"12345"))
    budget = Budget(max_requests=2)
    assert fetcher.fetch(server.url("/"), budget=budget).ok
    assert (budget.requests, budget.exhausted) == (2, True)
    assert budget.bytes == len(b"no such page") + 5
    refused = fetcher.fetch(server.url("/"), budget=budget)
    assert refused.fetched is None
    assert [problem.kind for problem in refused.problems] == ["budget"]


@pytest.mark.parametrize("retries", [0, 2])
def test_a_server_that_is_down_is_tried_once_under_all_its_names(monkeypatch: pytest.MonkeyPatch, retries: int) -> None:
    """Once, and as often again as the rules say; never anew for every unit that has its website there."""
    dialled: list[tuple[str, ...]] = []

    def refuse(addresses: tuple[str, ...], port: int, timeout: float) -> socket.socket:
        dialled.append(addresses)
        raise ConnectFault("refused", f"{addresses[0]} port {port}: refused")

    monkeypatch.setattr(connections, "dial", refuse)
    where = {"one.example": "93.184.216.1", "two.example": "93.184.216.1", "three.example": "93.184.216.3"}
    policy = FetchPolicy("https://test.invalid/crawler", pause=0.0, retries=retries)
    with Fetcher(policy, resolve=lambda host: [where[host]]) as fetcher:
        for host in where:
            kinds = [problem.kind for problem in fetcher.fetch(f"http://{host}/").problems]
            assert kinds == ["refused"]
    assert dialled == [("93.184.216.1",)] * (1 + retries) + [("93.184.216.3",)] * (1 + retries)


def test_what_the_budget_refused_is_not_held_against_the_host(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(b"x"))
    assert not fetcher.fetch(server.url("/"), budget=Budget(max_requests=0)).ok
    assert fetcher.fetch(server.url("/")).ok


def test_the_cap_of_one_fetch(server: RawServer, policy: FetchPolicy) -> None:
    server.answers("/", reply(b"x" * 5000))
    with Fetcher(replace(policy, obey_robots=False)) as fetcher:
        outcome = fetcher.fetch(server.url("/"), max_bytes=1000)
    assert outcome.ok
    assert [problem.kind for problem in outcome.problems] == ["too_large"]
    assert outcome.fetched is not None
    assert (outcome.fetched.truncated, outcome.fetched.sha256, len(outcome.fetched.body)) == (True, None, 1000)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "https://",
        "http:///x",
        "//",
        "",
        "http://[::1",
        "javascript:alert(1)",
        "http://exa mple.com/",
        "gopher://127.0.0.1/",
        "http://127。0。0。1/",
    ],
)
def test_what_is_no_web_address(fetcher: Fetcher, url: str) -> None:
    outcome = fetcher.fetch(url)
    assert outcome.fetched is None
    assert [(problem.kind, problem.permanent) for problem in outcome.problems] == [("bad_url", True)]


THAI = "<title>สำนักงานตรวจคนเข้าเมือง</title> O1 – “โครงสร้าง”"


@pytest.mark.parametrize("written", ["utf-8", "cp874"])
@pytest.mark.parametrize("header", ["", "; charset=utf-8", "; charset=tis-620", "; charset=iso-8859-1"])
@pytest.mark.parametrize("meta", ["", '<meta charset="{}">'])
def test_thai_is_read_whatever_header_and_page_claim_of_it(
    server: RawServer, fetcher: Fetcher, written: str, header: str, meta: str
) -> None:
    """meta: where there is one, it names the other character set than the page is written in."""
    other = "windows-874" if written == "utf-8" else "utf-8"
    page = (meta.format(other) + THAI).encode(written)
    server.answers("/", reply(page, Content_Type=f"text/html{header}"))
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.text().endswith(THAI)
