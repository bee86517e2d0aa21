import gzip
import hashlib
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.evidence import BlobDamaged, BlobMissing, BlobUnwritable, FolderBlobs, open_blobs
from shared.settings import SettingsError

BODY = "ประกาศ".encode() * 1000


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path)


@given(body=st.binary(max_size=5000))
def test_what_is_put_comes_back(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    blobs = FolderBlobs(tmp_path_factory.mktemp("blobs"))
    sha256 = blobs.put(body)
    assert sha256 == hashlib.sha256(body).hexdigest()
    assert blobs.get(sha256) == body
    assert blobs.exists(sha256)
    assert list(blobs) == [sha256]


def test_a_body_is_kept_once_and_compressed(blobs: FolderBlobs, tmp_path: Path) -> None:
    assert blobs.put(BODY) == blobs.put(BODY)
    (kept,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert kept.stat().st_size < len(BODY) / 5


def test_what_was_never_put(blobs: FolderBlobs) -> None:
    unknown = hashlib.sha256(b"?").hexdigest()
    assert not blobs.exists(unknown)
    with pytest.raises(BlobMissing, match=unknown):
        blobs.get(unknown)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_no_hash_is_no_path(blobs: FolderBlobs, name: str) -> None:
    assert not blobs.exists(name)
    with pytest.raises(BlobMissing):
        blobs.get(name)


@pytest.mark.parametrize(
    "content",
    [b"", b"junk", gzip.compress(b"another"), gzip.compress(BODY)[:-20]],
    ids=["empty", "junk", "another body", "cut short"],
)
def test_damage_is_found_on_reading_and_mended_by_putting(blobs: FolderBlobs, tmp_path: Path, content: bytes) -> None:
    sha256 = blobs.put(BODY)
    (kept,) = tmp_path.rglob("*.gz")
    kept.write_bytes(content)
    with pytest.raises(BlobDamaged):
        blobs.get(sha256)
    blobs.put(BODY)
    assert blobs.get(sha256) == BODY


_KILLED = """
import os, sys
from pathlib import Path
from shared.evidence import FolderBlobs
real = os.fsync
def die(handle):
    os._exit(9)
os.fsync = die
FolderBlobs(Path(sys.argv[1])).put(b"x" * 100000)
"""


def test_a_crash_while_writing_leaves_nothing_half_done(blobs: FolderBlobs, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    assert done.returncode == 9
    sha256 = hashlib.sha256(b"x" * 100000).hexdigest()
    assert not blobs.exists(sha256)
    assert list(blobs) == []
    assert blobs.put(b"x" * 100000) == sha256
    assert blobs.get(sha256) == b"x" * 100000


def test_a_full_disk_leaves_nothing_behind(blobs: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BlobUnwritable, match="No space"):
        blobs.put(BODY)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_many_writers_of_one_body(blobs: FolderBlobs) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(blobs.put(BODY))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert blobs.get(found[0]) == BODY


def test_the_store_of_a_setting(tmp_path: Path) -> None:
    sha256 = open_blobs(str(tmp_path)).put(b"x")
    assert open_blobs(tmp_path.as_uri()).exists(sha256)


@pytest.mark.parametrize("url", ["s3://bucket/prefix", "https://example.com/", "file://elsewhere/x", ""])
def test_what_is_not_supported_is_said(url: str) -> None:
    with pytest.raises(SettingsError, match="supported are"):
        open_blobs(url)


def test_a_body_tells_how_it_is_kept_until_it_is_removed(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    sha256 = blobs.put(BODY)
    kept = blobs.kept(sha256)
    assert kept is not None
    assert kept.size == next(tmp_path.rglob("*.gz")).stat().st_size
    assert blobs.remove(sha256, put_before=kept.put_at + timedelta(microseconds=1))
    assert blobs.kept(sha256) is None
    assert not blobs.remove(sha256, put_before=kept.put_at + timedelta(days=1))
    with pytest.raises(BlobMissing):
        blobs.get(sha256)


def test_what_was_put_again_is_not_removed(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    sha256 = blobs.put(BODY)
    long_ago = datetime(2024, 1, 1, tzinfo=UTC)
    os.utime(next(tmp_path.rglob("*.gz")), (long_ago.timestamp(), long_ago.timestamp()))
    assert blobs.kept(sha256).put_at == long_ago
    blobs.put(BODY)
    assert not blobs.remove(sha256, put_before=long_ago + timedelta(days=1))
    assert blobs.get(sha256) == BODY


def test_no_name_from_outside_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "secret.gz").write_bytes(b"x")
    blobs = FolderBlobs(tmp_path / "blobs")
    assert blobs.kept("../secret") is None
    assert not blobs.remove("../secret", put_before=datetime(2999, 1, 1, tzinfo=UTC))
    assert (tmp_path / "secret.gz").exists()


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BlobUnwritable, match="nothing can be kept in "):
        FolderBlobs(tmp_path / "file").put(BODY)
