"""One record of a web archive (WARC 1.1, ISO 28500): named fields and a block, compressed by itself."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

#: gzip's level; of bodies that are compressed already nothing is won above it.
_LEVEL = 6
#: Headers that spoke of the body as it was sent. It is kept decompressed, so they are kept under another name.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})


@dataclass(frozen=True)
class Record:
    """kind: WARC-Type. name: what its id is made from, so that exporting twice gives the same file. at: UTC.

    fields: the other named fields; payload: the part of the block after the HTTP headers, None where there is none.
    """

    kind: str
    name: str
    at: datetime
    block: bytes
    media_type: str
    fields: Mapping[str, str] = field(default_factory=dict)
    payload_digest: str | None = None

    @property
    def id(self) -> str:
        """The record's address, unique in the world."""
        return f"<{uuid5(NAMESPACE_URL, f'{self.kind} {self.name}').urn}>"

    def encoded(self) -> bytes:
        """The record as one gzip member."""
        lines = [f"{name}: {one_line(value)}" for name, value in self._fields().items()]
        head = "\r\n".join(["WARC/1.1", *lines, "", ""]).encode()
        return gzip.compress(head + self.block + b"\r\n\r\n", _LEVEL, mtime=0)

    def _fields(self) -> dict[str, str]:
        named = {"WARC-Type": self.kind, "WARC-Record-ID": self.id, "WARC-Date": warc_date(self.at)}
        digests = {"WARC-Block-Digest": digest_of(self.block)}
        if self.payload_digest is not None:
            digests["WARC-Payload-Digest"] = self.payload_digest
        return {
            **named,
            **self.fields,
            **digests,
            "Content-Type": self.media_type,
            "Content-Length": str(len(self.block)),
        }


def digest_of(body: bytes) -> str:
    """A labelled digest; of a body it names the blob in which the body is kept."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def warc_date(at: datetime) -> str:
    """An aware instant as WARC writes it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def request_block(target: str, host: str, sent: Mapping[str, str]) -> bytes:
    """A request as it was sent. target: path and query."""
    return _head(f"GET {one_line(target)} HTTP/1.1", {"Host": host, **sent})


def response_head(status: int, headers: Mapping[str, str], size: int) -> bytes:
    """Status line and headers of an answer whose kept body has ``size`` bytes."""
    renamed = {f"x-archive-orig-{name}" if name in _OF_THE_WIRE else name: text for name, text in headers.items()}
    return _head(f"HTTP/1.1 {status} {_phrase(status)}", {**renamed, "content-length": str(size)})


def fields_block(fields: Mapping[str, str]) -> bytes:
    """A block of the type ``application/warc-fields``."""
    return "".join(f"{name}: {one_line(text)}\r\n" for name, text in fields.items()).encode()


def one_line(text: str) -> str:
    """The text without line breaks, which would begin another field."""
    return " ".join(text.splitlines())


def _head(first: str, headers: Mapping[str, str]) -> bytes:
    lines = [first, *(f"{one_line(name)}: {one_line(text)}" for name, text in headers.items()), "", ""]
    return "\r\n".join(lines).encode("utf-8")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
