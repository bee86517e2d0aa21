"""One request and its answer, under caps on time, headers, wire bytes and decompressed bytes."""

import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPException

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3Timeout
from urllib3.response import HTTPResponse

from services.crawler.fetch.connections import Connections
from services.crawler.fetch.deadline import remaining
from services.crawler.fetch.problems import FetchFault
from services.crawler.fetch.tls import tls_fault
from services.crawler.fetch.urls import Target

#: Bytes asked of a socket or decompressor at once.
_CHUNK = 65_536
#: Bytes of all header names and values together.
_MAX_HEADERS = 65_536
#: Encodings of a body that this installation can undo; some need libraries that are not everywhere.
_UNDONE = frozenset({"", "identity", *HTTPResponse.CONTENT_DECODERS})


@dataclass(frozen=True)
class Caps:
    """Most bytes of a body after and before decompression."""

    body: int
    wire: int


@dataclass(frozen=True)
class Answer:
    """What came back. fault: why the body is not whole; what there is of it is kept. sent: headers of the request."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    wire_bytes: int
    fault: FetchFault | None
    sent: Mapping[str, str]


def exchange(connections: Connections, target: Target, headers: Mapping[str, str], caps: Caps) -> Answer:
    """Ask once, without redirects or retries, inside a ``deadline``. Raises FetchFault of the fitting kind."""
    try:
        with connections.lent(target) as connection, closing(_asked(connection, target, headers)) as response:
            answer = _answer(response, headers, caps)
            if answer.fault is not None:
                connection.close()  # the rest of the answer would be taken for the next one
            return answer
    except (SSLError, ssl.SSLError) as error:
        raise tls_fault(error) from error
    except (Urllib3Timeout, TimeoutError) as error:
        raise FetchFault("timeout", "no whole answer within the deadline") from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise _broken(error) from error


def _asked(connection: HTTPConnection, target: Target, headers: Mapping[str, str]) -> BaseHTTPResponse:
    connection.timeout = remaining()
    if connection.is_closed:
        connection.connect()
    # A server may answer before it has read the request, and read no more of it: its answer is heard all the same.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.request("GET", target.path, headers=headers, preload_content=False)
    return connection.getresponse()


def _answer(response: BaseHTTPResponse, sent: Mapping[str, str], caps: Caps) -> Answer:
    if sum(len(name) + len(value) for name, value in response.headers.items()) > _MAX_HEADERS:
        raise FetchFault("protocol", "the answer's headers are too large")
    headers = {name.lower(): value for name, value in response.headers.items()}
    _require_undone(headers.get("content-encoding", ""))
    body = bytearray()
    fault = _read_body(response, _reduced(caps, headers), body)
    return Answer(response.status, headers, bytes(body), response.tell(), fault, sent)


def _require_undone(encodings: str) -> None:
    """Raises FetchFault (protocol) for an encoding that nobody asked for: its bytes must not be taken for a page."""
    unknown = {encoding.strip().lower() for encoding in encodings.split(",")} - _UNDONE
    if unknown:
        raise FetchFault(
            "protocol", f"the body comes in an encoding that was not asked for: {', '.join(sorted(unknown))}"
        )


def _reduced(caps: Caps, headers: Mapping[str, str]) -> Caps:
    """Of a body that is announced as too large only the beginning is read, enough to see what it is."""
    announced = headers.get("content-length", "")
    too_large = announced.isdecimal() and int(announced) > caps.wire
    return Caps(min(_CHUNK, caps.body), _CHUNK) if too_large else caps


def _read_body(response: BaseHTTPResponse, caps: Caps, body: bytearray) -> FetchFault | None:
    """Fill ``body``; the fault that ended it early, if any."""
    try:
        while chunk := response.read1(_CHUNK, decode_content=True):
            body += chunk
            remaining()
            if len(body) > caps.body or response.tell() > caps.wire:
                del body[caps.body :]
                return FetchFault("too_large", f"more than {min(caps.body, caps.wire)} bytes", permanent=True)
    except DecodeError as error:
        return FetchFault("protocol", f"the body is not what Content-Encoding says: {error}")
    except ProtocolError as error:
        return FetchFault("protocol", f"the body ended early: {error}")
    return None


def _broken(error: Exception) -> FetchFault:
    """A connection that broke may work next time; an answer that is not HTTP may too, as servers get repaired."""
    cause = error.args[-1] if isinstance(error, ProtocolError) else error
    if isinstance(cause, ConnectionError):
        return FetchFault("refused", f"the connection broke: {cause}")
    if isinstance(cause, ssl.SSLError):
        return tls_fault(cause)
    return FetchFault("protocol", f"not a proper HTTP answer: {cause}")
