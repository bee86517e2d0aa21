"""Snapshots: what an audit fetched, as it was. Bodies are blobs; everything else stands in an index of JSON lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import msgspec


@dataclass(frozen=True)
class Hop:
    """A redirect on the way to a page or file; its own body is not kept."""

    url: str
    status: int
    headers: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A page or file as it was.

    url: as asked; final_url: after the redirects ``hops``; headers, sent: of the answer and of the request; sha256: of
    the kept body, decompressed; size: its bytes; fetched_at: UTC; complete: not cut off.
    """

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    media_type: str
    sha256: str
    size: int
    fetched_at: datetime
    complete: bool = True
    sent: dict[str, str] = field(default_factory=dict)
    hops: tuple[Hop, ...] = ()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Snapshot)


def encode_index(snapshots: Iterable[Snapshot]) -> bytes:
    """The index: one line a snapshot."""
    return b"".join(_ENCODER.encode(snapshot) + b"\n" for snapshot in snapshots)


def decode_index(index: bytes) -> Iterator[Snapshot]:
    """The snapshots of an index, in its order. Raises msgspec.DecodeError for what is none."""
    return map(_DECODER.decode, index.splitlines())
