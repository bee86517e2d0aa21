"""What every evidence store can do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class KeptBlob:
    """How a body is kept. size: bytes that it takes, compressed; put_at: when it was put last, UTC."""

    size: int
    put_at: datetime


class Blobs(Protocol):
    """Bodies kept once each, under the SHA-256 (hex, lower case) of their bytes. Safe for threads and processes."""

    def put(self, body: bytes) -> str:
        """Keep a body; its hash. When this returns, the body survives a crash, and counts as put now.

        Raises BlobUnwritable.
        """

    def get(self, sha256: str) -> bytes:
        """The body, checked against its hash. Raises BlobMissing, BlobDamaged."""

    def exists(self, sha256: str) -> bool:
        """Whether a body is kept under this hash."""

    def kept(self, sha256: str) -> KeptBlob | None:
        """How the body is kept; None if it is not."""

    def remove(self, sha256: str, *, put_before: datetime) -> bool:
        """Remove a body for ever, unless it was put again at or after an instant (UTC); whether it was removed."""

    def __iter__(self) -> Iterator[str]:
        """All hashes, in no order that means anything."""
