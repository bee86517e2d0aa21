"""The fetcher against servers that do not behave."""

import gzip
import socket
import threading
import tracemalloc
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest

from services.crawler.fetch import Fetcher, FetchPolicy, exchange
from tests.services.crawler.fetch.hostile import RawServer, Script, reply

MEGABYTE = 1_000_000


def kinds(outcome: object) -> list[str]:
    return [problem.kind for problem in outcome.problems]  # type: ignore[attr-defined]


def drip(head: bytes, stop: threading.Event) -> Script:
    """One byte now and then, for ever: far inside any timeout of a single read."""

    def script(connection: socket.socket, _: str) -> None:
        connection.sendall(head)
        with suppress(OSError):
            while not stop.wait(0.02):
                connection.sendall(b"x")

    return script


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 ",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
    ],
)
def test_the_deadline_holds_against_a_drip(server: RawServer, policy: FetchPolicy, head: bytes) -> None:
    stop = threading.Event()
    server.scripts["/"] = drip(head, stop)
    with Fetcher(replace(policy, deadline=0.5, obey_robots=False)) as fetcher:
        outcome = fetcher.fetch(server.url("/"))
    stop.set()
    assert outcome.fetched is None
    assert kinds(outcome) == ["timeout"]
    assert outcome.temporary


def test_the_deadline_covers_all_redirects(server: RawServer, policy: FetchPolicy) -> None:
    stop = threading.Event()
    for hop in range(4):
        answer = reply(status="302 Found", Location=f"/{hop + 1}")
        server.scripts[f"/{hop}"] = lambda c, _, answer=answer: (stop.wait(0.2), c.sendall(answer))  # type: ignore[misc]
    with Fetcher(replace(policy, deadline=0.5, obey_robots=False)) as fetcher:
        outcome = fetcher.fetch(server.url("/0"))
    assert kinds(outcome) == ["timeout"]


def bomb(encoding: str) -> bytes:
    """100 MB of nothing, in one of the encodings that urllib3 undoes."""
    nothing = bytes(100 * MEGABYTE)
    if encoding == "br":
        return pytest.importorskip("brotli").compress(nothing, quality=1)
    if encoding == "zstd":
        return pytest.importorskip("backports.zstd").compress(nothing)
    return gzip.compress(nothing) if encoding == "gzip" else zlib.compress(nothing)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_cut_and_never_held_whole(server: RawServer, fetcher: Fetcher, encoding: str) -> None:
    server.answers("/", reply(bomb(encoding), Content_Encoding=encoding))
    fetcher.fetch(server.url("/robots.txt"))
    tracemalloc.start()
    outcome = fetcher.fetch(server.url("/"), max_bytes=MEGABYTE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kinds(outcome) == ["too_large"]
    assert outcome.fetched is not None
    assert len(outcome.fetched.body) == MEGABYTE
    assert peak < 20 * MEGABYTE


def test_an_encoding_that_cannot_be_undone_is_no_page(
    server: RawServer, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where urllib3 finds no library for brotli: the bytes must not be read as a page without links."""
    monkeypatch.setattr(exchange, "_UNDONE", frozenset({"gzip"}))
    for encoding in ("br", "gzip, br", "x-own"):
        server.answers("/", reply(b"\x1b\x00", Content_Encoding=encoding))
        outcome = fetcher.fetch(server.url("/"))
        assert outcome.fetched is None
        assert kinds(outcome) == ["protocol"]
        assert outcome.temporary


def test_a_bomb_inside_a_bomb_is_cut(server: RawServer, fetcher: Fetcher) -> None:
    layered = gzip.compress(gzip.compress(bytes(100 * MEGABYTE)))
    server.answers("/", reply(layered, Content_Encoding="gzip, gzip"))
    outcome = fetcher.fetch(server.url("/"), max_bytes=MEGABYTE)
    assert kinds(outcome) == ["too_large"]


def test_a_body_without_end_is_cut(server: RawServer, fetcher: Fetcher) -> None:
    def flood(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(b"x" * 65_536)

    server.scripts["/"] = flood
    outcome = fetcher.fetch(server.url("/"), max_bytes=MEGABYTE)
    assert kinds(outcome) == ["too_large"]


def test_of_a_body_announced_too_large_only_the_beginning_is_read(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", reply(b"%PDF-1.7" + b"x" * 3 * MEGABYTE))
    got = fetcher.fetch(server.url("/"), max_bytes=MEGABYTE).fetched
    assert got is not None
    assert got.truncated
    assert got.body.startswith(b"%PDF")
    assert got.wire_bytes < MEGABYTE // 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(300)) + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 2000) for n in range(60)) + b"\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3, 5\r\n\r\nplain",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nplain",
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nshort",
    ],
    ids=["many headers", "long header", "large headers", "ssh", "not gzip", "two lengths", "bad chunk", "cut body"],
)
def test_improper_answers_are_a_problem(server: RawServer, fetcher: Fetcher, answer: bytes) -> None:
    server.answers("/", answer)
    outcome = fetcher.fetch(server.url("/"))
    assert kinds(outcome) == ["protocol"]
    assert outcome.fetched is None or outcome.fetched.sha256 is None


def test_of_a_cut_body_the_rest_is_kept(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nshort")
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert (got.body, got.truncated) == (b"short", True)


def test_a_connection_that_breaks_is_tried_again(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", b"", reply(b"second try"))
    assert fetcher.fetch(server.url("/")).ok


def test_a_connection_that_always_breaks(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/", b"")
    outcome = fetcher.fetch(server.url("/"))
    assert kinds(outcome) == ["refused"]
    assert len([text for text in server.requests if text.startswith("GET / ")]) == 2


def test_redirects_in_a_circle(server: RawServer, fetcher: Fetcher) -> None:
    server.answers("/a", reply(status="302 Found", Location="/b"))
    server.answers("/b", reply(status="302 Found", Location="/a"))
    outcome = fetcher.fetch(server.url("/a"))
    assert outcome.fetched is None
    assert kinds(outcome) == ["redirect_loop"]


def test_redirects_without_end(server: RawServer, fetcher: Fetcher) -> None:
    for hop in range(20):
        server.answers(f"/{hop}", reply(status="302 Found", Location=f"/{hop + 1}"))
    assert kinds(fetcher.fetch(server.url("/0"))) == ["redirect_loop"]
    assert len([text for text in server.requests if "robots" not in text]) == 6


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("http://127.0.0.2:80/", "blocked_address"),
        ("http://169.254.169.254/latest/meta-data", "blocked_address"),
        ("http://[::1]/", "blocked_address"),
        ("http://2130706433/", "blocked_address"),
        ("http://0x7f.1/", "blocked_address"),
        ("http://", "bad_url"),
        ("file:///etc/passwd", "bad_url"),
        ("gopher://127.0.0.1:70/", "bad_url"),
    ],
)
def test_redirects_to_where_no_crawler_goes(server: RawServer, fetcher: Fetcher, location: str, kind: str) -> None:
    server.answers("/", reply(status="302 Found", Location=location))
    outcome = fetcher.fetch(server.url("/"))
    assert outcome.fetched is None
    assert kinds(outcome) == [kind]


def test_a_server_that_is_down_is_asked_once(policy: FetchPolicy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with Fetcher(replace(policy, private_hosts=frozenset({f"down.test:{port}"})), resolve=resolve) as fetcher:
        first = fetcher.fetch(f"http://down.test:{port}/1")
        second = fetcher.fetch(f"http://down.test:{port}/2")
    assert kinds(first) == kinds(second) == ["refused"]
    assert second.problems[0].url.endswith("/2")
    assert second.temporary
    assert asked == ["down.test"]


def test_two_answers_in_one_body_are_not_mixed_up(server: RawServer, fetcher: Fetcher) -> None:
    smuggled = reply(b"evil")
    server.scripts["/"] = lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + smuggled)
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.body == b"ok"


def test_deflate_without_a_header(server: RawServer, fetcher: Fetcher) -> None:
    raw = zlib.compressobj(wbits=-15)
    server.answers("/", reply(raw.compress(b"plain" * 50) + raw.flush(), Content_Encoding="deflate"))
    got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.body == b"plain" * 50
