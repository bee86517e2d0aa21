"""Snapshots: what an audit fetched, kept as proof; bodies in the evidence store, the rest as JSON lines."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

import msgspec

from services.crawler.fetch.result import Fetched
from shared.evidence import Blobs, FolderBlobs


@dataclass(frozen=True)
class Snapshot:
    """A page or file as it was. sha256: of the kept body; size: its bytes; fetched_at: UTC; complete: not cut off."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    media_type: str
    sha256: str
    size: int
    fetched_at: datetime
    complete: bool = True


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Snapshot)


class SnapshotStore:
    """The snapshots of one audit, in the order in which they were kept. index: file of JSON lines, only appended to."""

    def __init__(self, blobs: Blobs, index: Path) -> None:
        self._blobs = blobs
        self._index = index
        self._lock = threading.Lock()
        index.parent.mkdir(parents=True, exist_ok=True)
        _drop_unfinished_line(index)

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        """Everything in one folder: ``index.jsonl`` and ``blobs/``."""
        return cls(FolderBlobs(folder / "blobs"), folder / "index.jsonl")

    def keep(self, fetched: Fetched) -> Snapshot:
        """Keep what was fetched. The body is on the disk before the index names it."""
        snapshot = Snapshot(
            url=fetched.url,
            final_url=fetched.final_url,
            status=fetched.status,
            headers=dict(fetched.headers),
            media_type=fetched.media_type,
            sha256=self._blobs.put(fetched.body),
            size=len(fetched.body),
            fetched_at=fetched.fetched_at,
            complete=not fetched.truncated,
        )
        with self._lock, self._index.open("ab") as stream:
            stream.write(_ENCODER.encode(snapshot) + b"\n")
        return snapshot

    def __iter__(self) -> Iterator[Snapshot]:
        """All snapshots, oldest first."""
        if not self._index.exists():
            return
        with self._index.open("rb") as stream:
            yield from map(_DECODER.decode, stream)

    def body(self, snapshot: Snapshot) -> bytes:
        """The body as it was. Raises BlobMissing, BlobDamaged."""
        return self._blobs.get(snapshot.sha256)


def _drop_unfinished_line(index: Path) -> None:
    """A crash may have cut the last line off; its body is kept, but nothing was said to be proven by it yet."""
    if not index.exists():
        return
    with index.open("r+b") as stream:
        content = stream.read()
        stream.truncate(content.rfind(b"\n") + 1)
