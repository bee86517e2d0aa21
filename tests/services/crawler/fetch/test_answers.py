"""A plain head is read at once, and as the standard library reads it line by line."""

import io
import socket
from http.client import HTTPException, HTTPResponse
from typing import cast

import pytest
from urllib3.exceptions import ProtocolError

from services.crawler.fetch.answers import Response, body_of

PLAIN = [
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 \r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 404\r\nX:\r\nX-Two: \t a  b\r\ncontent-length:4\r\n\r\n",
    b"HTTP/1.1 301 Moved Permanently\r\nLocation: /a?b=c:d\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nContent-Length: 4\r\nConnection: close\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(98)) + b"Content-Length: 4\r\n\r\n",
]
OTHERS = [
    b"HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 204 No Content\r\nX: y\r\n\r\n",
    b"HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\nContent-Length: 4\n\n",
    b"HTTP/1.1 200 OK\r\nX: one\r\n two\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: \xe0\xb8\x81\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nX: y \r\nContent-Length: 4\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nfine\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n",
]


class Sent:
    """A socket on which everything has come."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(self._answer))  # type: ignore[arg-type]  # typeshed wants a raw one


def begun(answer: bytes) -> Response:
    response = Response(cast(socket.socket, Sent(answer)), method="GET")
    response.begin()
    return response


def told(response: HTTPResponse) -> tuple[object, ...]:
    told = response.status, response.version, response.will_close, response.length, response.chunked
    return *told, response.fp.read()


@pytest.mark.parametrize("answer", [*PLAIN, *OTHERS])
def test_it_is_read_as_the_standard_library_reads_it(answer: bytes) -> None:
    standard = HTTPResponse(cast(socket.socket, Sent(answer + b"fine")), method="GET")
    standard.begin()
    response = begun(answer + b"fine")
    assert response.plain == (answer in PLAIN)
    assert [(name, value.split()) for name, value in response.given] == [
        (name, value.split()) for name, value in standard.headers.items()
    ]
    assert told(response) == told(standard)


def test_of_a_header_given_twice_the_last_counts() -> None:
    assert begun(PLAIN[4]).fields["set-cookie"] == "b=2"


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100 + b"\r\n"])
def test_what_the_standard_library_refuses_is_refused(answer: bytes) -> None:
    with pytest.raises((HTTPException, ConnectionError)):
        begun(answer)


@pytest.mark.parametrize("encoding", [b"", b"Content-Encoding: identity\r\n"])
def test_a_body_cut_short_is_told_as_urllib3_tells_it(encoding: bytes) -> None:
    body = body_of(begun(b"HTTP/1.1 200 OK\r\n" + encoding + b"Content-Length: 9\r\n\r\nshort"))
    assert body.read1(99, decode_content=True) == b"short"
    with pytest.raises(ProtocolError, match=r"IncompleteRead\(5 bytes read, 4 more expected\)"):
        body.read1(99, decode_content=True)
    assert body.tell() == 5


def test_more_than_announced_is_no_part_of_the_body() -> None:
    body = body_of(begun(PLAIN[0] + b"fine and more"))
    assert (body.read1(99, decode_content=True), body.read1(99, decode_content=True)) == (b"fine", b"")
