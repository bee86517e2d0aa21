"""Zip files, opened only after their table of contents shows that they are no bomb."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

#: Bytes that all parts together may unpack to.
_MAX_UNPACKED = 300_000_000
#: Times that a part may grow, once it is larger than the next figure (bytes).
_MAX_RATIO = 200
_SMALL = 10_000_000
_MAX_PARTS = 10_000
#: Bytes read of one part at most.
_MAX_PART = 100_000_000


class UnreadableDocument(Exception):
    """The file cannot be read; the message says why, in English and without quoting its content."""


@contextmanager
def opened(body: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises UnreadableDocument for bombs and for files that are no archive."""
    try:
        archive = zipfile.ZipFile(BytesIO(body))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableDocument(f"the file is damaged: {error}") from error
    with archive:
        _check(archive.infolist())
        yield archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's content, "" if there is none of that name. Raises UnreadableDocument if it is damaged or too large."""
    if name not in archive.NameToInfo:
        return b""
    try:
        with archive.open(name) as stream:
            content = stream.read(_MAX_PART + 1)
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableDocument(f"{name} is damaged: {error}") from error
    if len(content) > _MAX_PART:
        raise UnreadableDocument(f"{name} unpacks to more than {_MAX_PART} bytes")
    return content


def _check(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > _MAX_PARTS:
        raise UnreadableDocument(f"the archive has {len(parts)} parts")
    if (total := sum(info.file_size for info in parts)) > _MAX_UNPACKED:
        raise UnreadableDocument(f"the archive unpacks to {total} bytes")
    for info in parts:
        if info.file_size > _SMALL and info.file_size > _MAX_RATIO * max(info.compress_size, 1):
            raise UnreadableDocument(f"{info.filename} unpacks to {info.file_size // max(info.compress_size, 1)} times")
