"""What every evidence store can do."""

from collections.abc import Iterator
from typing import Protocol


class Blobs(Protocol):
    """Bodies kept once each, under the SHA-256 (hex, lower case) of their bytes. Safe for threads and processes."""

    def put(self, body: bytes) -> str:
        """Keep a body; its hash. When this returns, the body survives a crash."""

    def get(self, sha256: str) -> bytes:
        """The body, checked against its hash. Raises BlobMissing, BlobDamaged."""

    def exists(self, sha256: str) -> bool:
        """Whether a body is kept under this hash."""

    def __iter__(self) -> Iterator[str]:
        """All hashes, in no order that means anything."""
