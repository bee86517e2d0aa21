import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.crawler.fetch import Fetched
from services.crawler.snapshots import SnapshotStore
from shared.evidence import BlobDamaged


def fetched(body: bytes, *, url: str = "https://unit.test/o1", truncated: bool = False) -> Fetched:
    sha256 = None if truncated else hashlib.sha256(body).hexdigest()
    at = datetime(2024, 2, 29, 1, 2, 3, tzinfo=UTC)
    headers = {"content-type": "text/html"}
    return Fetched(url, url, 200, headers, "text/html", body, sha256, at, 0.1, len(body), truncated)


def test_snapshots_can_be_read_again(tmp_path: Path) -> None:
    store = SnapshotStore.in_folder(tmp_path)
    first = store.keep(fetched(b"one"))
    second = store.keep(fetched(b"two", url="https://unit.test/o2", truncated=True))
    again = SnapshotStore.in_folder(tmp_path)
    assert list(again) == [first, second]
    assert again.body(first) == b"one"
    assert first.sha256 == hashlib.sha256(b"one").hexdigest()
    assert (first.complete, second.complete) == (True, False)
    assert first.fetched_at.tzinfo is not None


def test_the_same_body_is_kept_once(tmp_path: Path) -> None:
    store = SnapshotStore.in_folder(tmp_path)
    store.keep(fetched(b"same"))
    store.keep(fetched(b"same", url="https://unit.test/copy"))
    assert len(list(store)) == 2
    assert len(list(tmp_path.rglob("*.gz"))) == 1


def test_a_crash_costs_only_the_line_being_written(tmp_path: Path) -> None:
    store = SnapshotStore.in_folder(tmp_path)
    first = store.keep(fetched(b"one"))
    with (tmp_path / "index.jsonl").open("ab") as stream:
        stream.write(b'{"url": "https://unit.test/cut')
    again = SnapshotStore.in_folder(tmp_path)
    second = again.keep(fetched(b"two"))
    assert list(again) == [first, second]


def test_a_changed_body_is_noticed(tmp_path: Path) -> None:
    store = SnapshotStore.in_folder(tmp_path)
    kept = store.keep(fetched(b"one"))
    next(tmp_path.rglob("*.gz")).write_bytes(b"forged")
    with pytest.raises(BlobDamaged):
        store.body(kept)


def test_an_empty_store(tmp_path: Path) -> None:
    assert list(SnapshotStore.in_folder(tmp_path / "new")) == []
