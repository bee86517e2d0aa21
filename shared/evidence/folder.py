"""An evidence store in a folder: one compressed file a body, written so that a crash leaves none half done."""

import fcntl
import gzip
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from shared.evidence.blobs import KeptBlob
from shared.evidence.errors import BlobDamaged, BlobMissing, BlobUnwritable

_SHA256 = re.compile(r"[0-9a-f]{64}")
#: gzip's level: pages shrink to a fifth, and levels above cost much for little.
_LEVEL = 6
_SUFFIX = ".gz"
#: Unfinished files; never read.
_UNFINISHED = ".unfinished-"


class FolderBlobs:
    """Bodies in ``folder/ab/cd/abcd….gz``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, body: bytes) -> str:
        """See Blobs. A damaged file under the same hash is replaced."""
        sha256 = hashlib.sha256(body).hexdigest()
        try:
            self._keep(sha256, body)
        except OSError as error:
            raise BlobUnwritable(f"nothing can be kept in {self._folder}: {error.strerror or error}") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """See Blobs."""
        try:
            body = gzip.decompress(self._path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise BlobMissing(f"no evidence is kept under {sha256}") from error
        except (OSError, EOFError, zlib.error) as error:
            raise BlobDamaged(f"the evidence under {sha256} cannot be read: {error}") from error
        if hashlib.sha256(body).hexdigest() != sha256:
            raise BlobDamaged(f"the evidence under {sha256} was changed")
        return body

    def exists(self, sha256: str) -> bool:
        """See Blobs."""
        return _SHA256.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def kept(self, sha256: str) -> KeptBlob | None:
        """See Blobs."""
        try:
            found = self._path(sha256).stat()
        except (FileNotFoundError, BlobMissing):
            return None
        return KeptBlob(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def remove(self, sha256: str, *, put_before: datetime) -> bool:
        """See Blobs."""
        with self._locked(fcntl.LOCK_EX):
            kept = self.kept(sha256)
            if kept is None or kept.put_at >= put_before:
                return False
            self._path(sha256).unlink()
            return True

    def __iter__(self) -> Iterator[str]:
        """See Blobs."""
        for path in self._folder.glob(f"??/??/*{_SUFFIX}"):
            yield path.name.removesuffix(_SUFFIX)

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        """Hold the folder: shared to put, alone to remove, so that nothing is removed that was just put again.

        The operating system lets go of it if this process dies.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, kind)
            yield
        finally:
            os.close(handle)

    def _keep(self, sha256: str, body: bytes) -> None:
        path = self._path(sha256)
        with self._locked(fcntl.LOCK_SH):
            if self._is_sound(sha256):
                os.utime(path)
            else:
                self._write(path, gzip.compress(body, _LEVEL, mtime=0))

    def _is_sound(self, sha256: str) -> bool:
        try:
            self.get(sha256)
        except (BlobMissing, BlobDamaged):
            return False
        return True

    def _path(self, sha256: str) -> Path:
        """Raises BlobMissing for what is no hash, so that no name from outside becomes a path."""
        if not _SHA256.fullmatch(sha256):
            raise BlobMissing(f"{sha256[:80]!r} is not a SHA-256")
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}{_SUFFIX}"

    def _write(self, path: Path, content: bytes) -> None:
        """To the disk under another name first: a file with its right name is always whole."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(unfinished).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(unfinished).unlink()
            raise
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a crash."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
