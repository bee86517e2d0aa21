"""Connections that are left open between two requests, and when they are not."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from services.crawler.fetch import Fetcher, FetchPolicy, connections
from services.crawler.fetch import fetcher as fetchers
from tests.services.crawler.fetch.hostile import RawServer

OPEN = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine"
#: Seconds that a busy machine may take for anything.
PATIENCE = 60


@pytest.fixture
def other() -> Iterator[RawServer]:
    running = RawServer()
    yield running
    running.close()


def left_open(server: RawServer) -> threading.Event:
    """The server answers "/" and keeps the connection; what is set once the other side has closed it."""
    closed = threading.Event()

    def keep(connection: socket.socket, _: str) -> None:
        connection.sendall(OPEN)
        if not connection.recv(65_536):
            closed.set()

    server.scripts["/"] = keep
    return closed


def test_one_that_the_server_has_closed_costs_no_second_try(server: RawServer, policy: FetchPolicy) -> None:
    server.answers("/", OPEN)
    with Fetcher(replace(policy, retries=0, obey_robots=False)) as fetcher:
        for _ in range(3):
            got = fetcher.fetch(server.url("/"))
            assert (got.ok, got.problems) == (True, ())
            for thread in server._threads[1:]:
                thread.join(PATIENCE)  # until when the server has closed its side


def test_what_was_not_read_is_not_taken_for_the_next_answer(server: RawServer, policy: FetchPolicy) -> None:
    piece = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nleft"

    def long(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(piece) * 60) + piece * 30)
        connection.recv(65_536)
        connection.sendall(piece * 30)

    server.scripts["/long"] = long
    server.answers("/", OPEN)
    with Fetcher(replace(policy, obey_robots=False)) as fetcher:
        assert [each.kind for each in fetcher.fetch(server.url("/long"), max_bytes=1_000).problems] == ["too_large"]
        got = fetcher.fetch(server.url("/")).fetched
    assert got is not None
    assert got.body == b"fine"


def test_of_too_many_the_one_left_open_longest_is_closed(
    server: RawServer, other: RawServer, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_LEFT_OPEN", 1)
    closed, other_closed = left_open(server), left_open(other)
    hosts = frozenset({server.host, other.host})
    with Fetcher(replace(policy, private_hosts=hosts, obey_robots=False)) as fetcher:
        assert fetcher.fetch(server.url("/")).ok
        assert fetcher.fetch(other.url("/")).ok
        assert closed.wait(PATIENCE)
        assert not other_closed.is_set()
    assert other_closed.wait(PATIENCE), "closed with the fetcher"


def test_tls_is_made_ready_only_where_it_is_asked_for(
    server: RawServer, policy: FetchPolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwanted() -> None:
        raise AssertionError("nobody asked for TLS")

    monkeypatch.setattr(fetchers, "strict_context", unwanted)
    monkeypatch.setattr(fetchers, "relaxed_context", unwanted)
    server.answers("/", OPEN)
    with Fetcher(replace(policy, obey_robots=False)) as fetcher:
        assert fetcher.fetch(server.url("/")).ok
        with pytest.raises(AssertionError):
            fetcher.fetch(f"https://{server.host}/")
