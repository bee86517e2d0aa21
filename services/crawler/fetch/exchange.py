"""One request and its answer, under caps on time, headers, wire bytes and decompressed bytes."""

import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPException

from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3Timeout
from urllib3.response import HTTPResponse

from services.crawler.fetch.answers import Body, Response, body_of
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
            response.begin()
            answer = _answer(response, headers, caps)
            if answer.fault is not None or response.will_close:
                connection.close()  # the rest of the answer would be taken for the next one
            return answer
    except (SSLError, ssl.SSLError) as error:
        raise tls_fault(error) from error
    except (Urllib3Timeout, TimeoutError) as error:
        raise FetchFault("timeout", "no whole answer within the deadline") from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise _broken(error) from error


def _asked(connection: HTTPConnection, target: Target, headers: Mapping[str, str]) -> Response:
    if connection.is_closed:
        connection.timeout = remaining()
        connection.connect()
    # A server may answer before it has read the request, and read no more of it: its answer is heard all the same.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sock.sendall(_request(target, headers))
    return Response(connection.sock, method="GET")


def _request(target: Target, headers: Mapping[str, str]) -> bytes:
    """Raises ValueError where a header would say more than one. Paths are percent-encoded."""
    lines = [f"GET {target.path} HTTP/1.1", f"Host: {target.authority}", *(f"{n}: {v}" for n, v in headers.items())]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a line end in a header of the request")
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def _answer(response: Response, sent: Mapping[str, str], caps: Caps) -> Answer:
    if sum(len(name) + len(value) for name, value in response.given) > _MAX_HEADERS:
        raise FetchFault("protocol", "the answer's headers are too large")
    _require_undone(response.fields.get("content-encoding", ""))
    coming, body = body_of(response), bytearray()
    fault = _read_body(coming, _reduced(caps, response.fields), body)
    return Answer(response.status, response.fields, bytes(body), coming.tell(), fault, sent)


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


def _read_body(coming: Body, caps: Caps, body: bytearray) -> FetchFault | None:
    """Fill ``body``; the fault that ended it early, if any."""
    try:
        while piece := coming.read1(_CHUNK, decode_content=True):
            body += piece
            remaining()
            if len(body) > caps.body or coming.tell() > caps.wire:
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
