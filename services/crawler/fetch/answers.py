"""An answer on its way: a plain head is read at once, as most are; any other as the standard library and urllib3 do."""

import re
import ssl
from collections.abc import Mapping, Sequence
from http.client import HTTPException, HTTPResponse
from typing import Protocol

from urllib3 import HTTPHeaderDict
from urllib3.exceptions import IncompleteRead, ProtocolError
from urllib3.response import HTTPResponse as Decoding

_FIELD = rb"[\w!#$%&'*+.^`|~-]+:[ \t]*(?:[!-~](?:[ -~\t]*[!-~])?)?\r\n"
#: A head that the standard library, which reads it as if it were a mail, reads the same: in ASCII, with nothing folded,
#: of an answer that has a body. It refuses a hundred lines and more.
_PLAIN = re.compile(rb"HTTP/1\.1 (?P<status>(?!204|304)[2-5]\d\d)(?: [ -~]*)?\r\n(?P<fields>(?:%b){1,99})\r\n" % _FIELD)
#: What tells where the body ends. Told twice, or both of the first two, it is not plain.
_LENGTH, _CODING, _CONNECTION = "content-length", "transfer-encoding", "connection"
#: Where a header goes on in the next line.
_FOLDED = re.compile(r"(?:(?<![ \t])[ \t]+)?\r\n[ \t]+")


class Response(HTTPResponse):
    """An answer whose body is still to be read, once it has begun. given: its headers; fields: the last of each name,
    in lower case; plain: how its head is."""

    given: Sequence[tuple[str, str]] = ()
    fields: Mapping[str, str] = {}
    plain = False

    def begin(self) -> None:
        """Reads the head. Of a plain one the first look at the socket shows all, and that costs a tenth."""
        head = _PLAIN.match(self.fp.peek())
        if head is None or not self._take(head["fields"].decode("ascii")):
            super().begin()
            self._given([(name, _FOLDED.sub(" ", value)) for name, value in self.headers.items()])
            return
        self.fp.read(head.end())
        self.code = self.status = int(head["status"])
        self.version = 11

    def _take(self, lines: str) -> bool:
        """Takes over a plain head's fields, and where they say that the body ends; False where that is not plain."""
        split = (line.partition(":") for line in lines.split("\r\n")[:-1])
        given = [(name, value.strip()) for name, _, value in split]
        framing = [name for name, _ in given if name.lower() in {_LENGTH, _CODING, _CONNECTION}]
        self._given(given)
        length, coding = self.fields.get(_LENGTH), self.fields.get(_CODING)
        told = length is None or (coding is None and length.isdecimal())
        if len({name.lower() for name in framing}) < len(framing) or not told or coding not in {None, "chunked"}:
            return False
        self.plain = True
        self.chunked, self.chunk_left = coding is not None, None
        self.length = None if length is None else int(length)
        ends = self.chunked or length is not None
        self.will_close = not ends or "close" in self.fields.get(_CONNECTION, "").lower()
        return True

    def _given(self, headers: Sequence[tuple[str, str]]) -> None:
        self.given = headers
        self.fields = {name.lower(): value for name, value in headers}


class Body(Protocol):
    """The body of an answer that has begun. It raises what urllib3's do: ProtocolError, DecodeError, TimeoutError,
    SSLError."""

    def read1(self, amt: int, decode_content: bool) -> bytes:
        """The next piece, decoded; nothing at the end."""

    def tell(self) -> int:
        """Bytes received so far."""


def body_of(response: Response) -> Body:
    """By urllib3, which also undoes encodings, unless there is nothing to be undone."""
    if response.plain and not response.fields.get("content-encoding"):
        return _AsItComes(response)
    return Decoding(
        body=response,
        headers=HTTPHeaderDict(response.given),
        status=response.status,
        preload_content=False,
        original_response=response,
        request_method="GET",
    )


class _AsItComes:
    def __init__(self, response: Response) -> None:
        self._response = response
        self._announced = response.length
        self._received = 0

    def read1(self, amt: int, decode_content: bool) -> bytes:  # noqa: ARG002 - as urllib3's
        try:
            piece = self._response.read1(amt)
        except (ssl.SSLError, TimeoutError):
            raise
        except (HTTPException, OSError) as error:
            raise ProtocolError(f"Connection broken: {error!r}", error) from error
        self._received += len(piece)
        if not piece and self._announced is not None and self._received < self._announced:
            cut = IncompleteRead(self._received, self._announced - self._received)
            raise ProtocolError(f"Connection broken: {cut!r}", cut) from cut
        return piece

    def tell(self) -> int:
        return self._received
