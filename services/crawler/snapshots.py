"""Snapshots: what an audit fetched, kept as proof; bodies in the evidence store, the rest as JSON lines."""

import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

from services.crawler.fetch.result import Fetched
from shared.evidence import Blobs, BlobUnwritable, FolderBlobs, Hop, Snapshot, decode_index, encode_index

#: What a fetch is known by: the address that was asked, and when (UTC).
Fetch = tuple[str, datetime]


class SnapshotStore:
    """The snapshots of one audit, in the order in which they were kept. index: file of JSON lines, only appended to."""

    def __init__(self, blobs: Blobs, index: Path) -> None:
        self._blobs = blobs
        self._index = index
        self._lock = threading.Lock()
        self._kept: dict[Fetch, Snapshot] = {}
        index.parent.mkdir(parents=True, exist_ok=True)
        _drop_unfinished_line(index)

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        """Everything in one folder: ``index.jsonl`` and ``blobs/``."""
        return cls(FolderBlobs(folder / "blobs"), folder / "index.jsonl")

    def keep(self, fetched: Fetched) -> Snapshot:
        """Keep what was fetched, once for all items. The body is on the disk before the index names it.

        Raises BlobUnwritable.
        """
        fetch = (fetched.url, fetched.fetched_at)
        if (kept := self._kept.get(fetch)) is not None:
            return kept
        snapshot = _snapshot(fetched, self._blobs.put(fetched.body))
        self._list(snapshot)
        self._kept[fetch] = snapshot
        return snapshot

    def _list(self, snapshot: Snapshot) -> None:
        try:
            with self._lock, self._index.open("ab") as stream:
                stream.write(encode_index([snapshot]))
        except OSError as error:
            raise BlobUnwritable(f"{self._index}: {error.strerror or error}") from error

    def seal(self) -> str:
        """Keep the index as a blob; its hash, by which a report names all its snapshots."""
        return self._blobs.put(encode_index(self))

    def __iter__(self) -> Iterator[Snapshot]:
        """All snapshots, oldest first."""
        if not self._index.exists():
            return
        yield from decode_index(self._index.read_bytes())

    def body(self, snapshot: Snapshot) -> bytes:
        """The body as it was. Raises BlobMissing, BlobDamaged."""
        return self._blobs.get(snapshot.sha256)


def _snapshot(fetched: Fetched, sha256: str) -> Snapshot:
    return Snapshot(
        url=fetched.url,
        final_url=fetched.final_url,
        status=fetched.status,
        headers=dict(fetched.headers),
        media_type=fetched.media_type,
        sha256=sha256,
        size=len(fetched.body),
        fetched_at=fetched.fetched_at,
        complete=not fetched.truncated,
        sent=dict(fetched.sent),
        hops=tuple(Hop(hop.url, hop.status, dict(hop.headers)) for hop in fetched.hops),
    )


def _drop_unfinished_line(index: Path) -> None:
    """A crash may have cut the last line off; its body is kept, but nothing was said to be proven by it yet."""
    if not index.exists():
        return
    with index.open("r+b") as stream:
        content = stream.read()
        stream.truncate(content.rfind(b"\n") + 1)
