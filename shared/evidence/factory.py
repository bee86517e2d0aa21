"""From the setting BLOB_URL to an evidence store."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from shared.evidence.blobs import Blobs
from shared.evidence.folder import FolderBlobs
from shared.settings import SettingsError


def open_blobs(url: str) -> Blobs:
    """The store at a folder's path or ``file://`` address. Raises SettingsError naming what is supported."""
    parts = urlsplit(url)
    if not url or (parts.scheme and (parts.scheme != "file" or parts.netloc not in {"", "localhost"})):
        raise SettingsError(f"BLOB_URL={url!r}: supported are a folder's path and file:///… addresses")
    return FolderBlobs(Path(unquote(parts.path)) if parts.scheme else Path(url).expanduser())
